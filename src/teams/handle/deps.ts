import type { Chat } from '../../chat/chat.ts';
import type { Field } from '../../chat/field.ts';
import type { AskNames } from '../../edge/ask-names.ts';
import type { InFlight } from '../../edge/in-flight.ts';
import type { CardCapabilities } from '../base/capabilities.ts';
import type { Log, People, Timing } from '../base/options.ts';
import type { Seal } from '../base/seal.ts';
import type { Connector } from '../connector/connector.ts';
import type { Turn } from '../parse/turn.ts';

/** What the handlers of Teams' requests work with. */
export interface Deps {
  readonly chat: Chat;
  readonly connector: Connector;
  readonly people: People;
  /** Asks the conversation of an activity for its members' names. */
  readonly namesIn: (turn: Turn) => AskNames;
  /** The fields of a form by name; null for one that this version does not know. */
  readonly fieldsOf: (form: string) => Readonly<Record<string, Field>> | null;
  readonly caps: CardCapabilities;
  readonly seal: Seal;
  readonly inFlight: InFlight;
  readonly log: Log;
  readonly timing: Timing;
}
