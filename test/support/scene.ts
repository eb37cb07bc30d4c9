/** A button or form that one person has before them; each platform knows what it is. */
export interface Told {
  /** All that was told to this person alone. */
  readonly text: string;
  /** Labels, of the message or else the form. */
  readonly buttons: readonly string[];
  /** The form that is open now. */
  readonly view: { readonly errors: Readonly<Record<string, string>> } | undefined;
}

/** A message that everybody in a channel reads. */
export interface Public {
  /** The platform's name of the message; an edit keeps it. */
  readonly id: string;
  readonly text: string;
}

type Values = Readonly<Record<string, unknown>>;

/** People at work, in the words of a test: who, where, what. One script plays on every platform. */
export interface Play<T extends Told = Told> {
  readonly platform: 'slack' | 'teams';
  /** `/flow` and these words; `dm` is the direct chat with the bot. */
  readonly type: (as: string, channel: string, words?: string) => Promise<T>;
  /**
   * Presses a button of what one was told.
   * @param nth among those with this label
   */
  readonly press: (as: string, on: T | undefined, label: string, nth?: number) => Promise<T>;
  /** Presses a button that somebody else was given. */
  readonly steal: (as: string, on: T, label: string) => Promise<T>;
  /** Fills in the form on top and sends it. */
  readonly send: (as: string, values?: Values) => Promise<T>;
  /** Writes a message in a channel, and takes an entry of its menu. */
  readonly hand: (as: string, channel: string, text: string, entry: string) => Promise<T>;
  /** Puts the form on top away. */
  readonly close: (as: string) => Promise<void>;
  /** What stands in the form on top, by field; empty without one. */
  readonly filled: (as: string) => Readonly<Record<string, string>>;
  readonly hasForm: (as: string) => boolean;
  /** Opens the bot's own page, and with it the direct chat. */
  readonly home: (as: string) => Promise<void>;
  /** What everybody in the channel reads, oldest first, once everything is sent. */
  readonly channel: (channel: string) => Promise<readonly Public[]>;
  /** What the bot wrote to a person unasked, oldest first, once everything is sent. */
  readonly letters: (handle: string) => Promise<readonly Public[]>;
  /** The platform's ids of people by handle, and of channels by name. */
  readonly userId: (handle: string) => string;
  readonly placeId: (channel: string) => string;
  /** What the platform refused of what the bot sent. */
  readonly refusals: () => readonly unknown[];
}
