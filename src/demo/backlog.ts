import type { ItemKind } from '../model/item/item.ts';
import type { TeamName } from './company.ts';

/** Where an item of the demo stands today, and what happened on the way. Days are workdays. */
export type Fate =
  | {
      readonly is: 'done';
      readonly by: TeamName;
      /** Among the last of its team to be finished, whatever its number. */
      readonly late?: true;
      /** Stood still for this reason on the way. */
      readonly waited?: string;
      /** Was finished, withdrawn, and finished again. */
      readonly reopened?: true;
    }
  | {
      readonly is: 'delivery';
      readonly by: TeamName;
      readonly stage: 'in progress' | 'in review';
      readonly days: number;
      readonly blocked?: { readonly reason: string; readonly days: number };
      /** Went to review today. */
      readonly today?: true;
    }
  | {
      readonly is: 'ready';
      readonly blocked?: string;
      /** Was pulled by this team once and went back. */
      readonly returnedBy?: TeamName;
    }
  | {
      readonly is: 'refining';
      /** Somebody judged it small enough. */
      readonly small?: true;
      /** Was added today. */
      readonly today?: true;
    }
  | { readonly is: 'parked'; readonly reason: string };

/** An item of the demo; its number is its place in its stream's list. */
export interface DemoEntry {
  readonly title: string;
  readonly kind: ItemKind;
  readonly purpose?: string;
  /** One acceptance criterion each. */
  readonly criteria?: readonly string[];
  readonly fate: Fate;
}
