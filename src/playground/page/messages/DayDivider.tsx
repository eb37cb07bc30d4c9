import { usePlayground } from '../app/playground.ts';
import { dateOfTs, dayLabel } from '../text/time.ts';

export function DayDivider({ ts }: { readonly ts: string }) {
  const { me } = usePlayground();
  return (
    <h3 className="day">
      <span>{dayLabel(dateOfTs(ts), me.zone)}</span>
    </h3>
  );
}
