import { createContext } from 'react';

/** The block around an element: whose id it has, whether a change goes to the bot at once, and how it is labelled. */
export interface Slot {
  readonly blockId: string;
  /** Outside of input blocks every change is an action; inside only with `dispatch_action`. */
  readonly dispatches: boolean;
  readonly inInput: boolean;
  readonly optional: boolean;
  readonly labelId?: string;
  readonly describedBy?: string;
  readonly invalid: boolean;
}

export const SlotContext = createContext<Slot>({ blockId: '', dispatches: true, inInput: false, optional: true, invalid: false });
