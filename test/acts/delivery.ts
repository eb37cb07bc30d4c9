import type { StateValues, View } from '../../src/playground/wire/protocol.ts';
import type { Town } from './town.ts';

/** What is delivered: words, a press of a button with this data, or a form with all its answers. */
export type Delivery = Typed | Pressed | Sent;

export interface Typed {
  readonly type: 'command';
  readonly as: string;
  readonly channel: string;
  readonly text: string;
}

export interface Pressed {
  readonly type: 'action';
  readonly as: string;
  readonly channel: string;
  readonly action: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Sent {
  readonly type: 'form';
  readonly as: string;
  /** It was open, and is off the screen: it may be sent all the same. */
  readonly view: View;
  /** Answers that it takes, as Slack reports them. */
  readonly values: StateValues;
  /** The request that sends them. */
  readonly fields: { readonly payload: string };
}

/** Makes what an act needs, new each time, so that it can be done once more. */
export type Arrange<Of extends Delivery = Delivery> = (town: Town) => Promise<Of>;

export const typed = (text: string, as = 'mei', channel = 'checkout'): Typed => ({ type: 'command', as, channel, text });

export const pressed = (action: string, data: Pressed['data'], as = 'mei', channel = 'checkout'): Pressed => ({
  type: 'action',
  as,
  channel,
  action,
  data,
});
