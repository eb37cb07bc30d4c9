import { useRef } from 'react';
import { useWidth } from '../../ui/useWidth.ts';
import { Axes } from './Axes.tsx';
import { Bars } from './Bars.tsx';
import type { AxisJson } from './chart.ts';
import { Lines } from './Lines.tsx';
import { HEIGHT, plotOf } from './plot.ts';

/** Axes and grid; what is drawn on them is bars or lines. Drawn at its real width, so that letters keep their size. */
export function AxisChart({ chart, label }: { readonly chart: AxisJson; readonly label: string }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, 240, 600);
  const plot = plotOf(chart, width);
  return (
    <div ref={box}>
      <svg className="chart-axis" width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label}>
        <Axes plot={plot} config={chart.axis_config} />
        {chart.type === 'bar' ? <Bars chart={chart} plot={plot} /> : <Lines chart={chart} plot={plot} />}
      </svg>
    </div>
  );
}
