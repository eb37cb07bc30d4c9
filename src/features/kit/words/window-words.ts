import { windowInWeeks } from '../../../model/flow/right-size.ts';

/** A number of weeks without needless decimals: "6", "4.5". */
export function weeks(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** "6–12": the right size of ready work, in weeks. */
export function weeksWindow(sprintDays: number): string {
  const { least, most } = windowInWeeks(sprintDays);
  return `${weeks(least)}–${weeks(most)}`;
}
