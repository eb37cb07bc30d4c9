import { daysAgo } from '../../../model/calendar/calendar.ts';
import type { Read, Write } from '../../kit/access.ts';

const DAYS = 90;

/** Since when a delivered epic still counts among those that should state an outcome (MODEL: the default set is 90 days, and today). */
export function recent({ now, organization }: Read | Write): Date {
  return daysAgo(DAYS, now, organization.zone);
}
