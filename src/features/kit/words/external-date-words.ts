import { sayDate } from '../../../model/calendar/say-date.ts';

/** "1 March 2027: the new VAT law. A fact to reckon with, never a plan." */
export function externalDateLine(
  item: { readonly externalDate: string | null; readonly externalReason: string | null },
  today: string,
): string {
  if (item.externalDate === null) return 'none';
  const over = item.externalDate < today ? ' (passed)' : '';
  const reason = item.externalReason === null ? '' : `: ${item.externalReason.replace(/[.!]$/, '')}`;
  return `${sayDate(item.externalDate, today)}${over}${reason}. A fact to reckon with, never a plan.`;
}
