/** One line of the report. `goal` and `ratio` are what DESIGN section 10 asks; `told` is what was seen. */
export interface Row {
  readonly what: string;
  readonly goal: string;
  readonly measured: string;
  readonly told?: string;
}

/** Nearest-rank percentile. */
export function percentile(times: readonly number[], p: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
}

export async function timed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

/** Runs each in turn, A B A B …, so that whatever else the machine does falls on all alike. Times of each, in ms. */
export async function interleave<Name extends string>(
  runs: Readonly<Record<Name, () => Promise<unknown>>>,
  times: number,
  warmUp: number,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(runs) as Name[];
  const taken = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
  for (let turn = 0; turn < warmUp + times; turn += 1) {
    for (const name of names) {
      const ms = await timed(runs[name]);
      if (turn >= warmUp) taken[name].push(ms);
    }
  }
  return taken;
}

export function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}

export function ratio(value: number): string {
  return `${value.toFixed(2)} ×`;
}

/** A table for a terminal. */
export function table(rows: readonly Row[]): string {
  const head = { what: 'what', goal: 'goal', measured: 'measured', told: '' };
  const all = [head, ...rows];
  const width = (name: 'what' | 'goal' | 'measured') => Math.max(...all.map((row) => row[name].length));
  return all
    .map((row) =>
      `${row.what.padEnd(width('what'))}  ${row.goal.padEnd(width('goal'))}  ${row.measured.padEnd(width('measured'))}  ${row.told ?? ''}`.trimEnd(),
    )
    .join('\n');
}
