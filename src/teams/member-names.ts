import { type AskNames, createAskNames, type NameAnswer } from '../edge/ask-names.ts';
import type { Connector } from './connector/connector.ts';
import type { Turn } from './parse/turn.ts';

/** Ids of Entra. What a client sends may be anything, and it becomes part of an address. */
const OBJECT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/**
 * Asks Teams for the names of people who were picked in a form: of members of the conversation in which it was sent, for others Teams
 * does not tell. In the direct chat there are no others.
 *
 * @param ms for all names together
 */
export function createMemberNames(connector: Connector, ms: number): (turn: Turn) => AskNames {
  const askNames = createAskNames(ms);
  return (turn) => async (ids) => {
    if (turn.direct) return new Map();
    const ask = async (id: string): Promise<NameAnswer> => {
      const called = await connector.member(turn, id);
      if (called.type === 'limited') return called;
      return called.type === 'done' && called.name !== undefined ? { type: 'named', name: called.name } : { type: 'unknown' };
    };
    return askNames(
      ids.filter((id) => OBJECT_ID.test(id)),
      ask,
    );
  };
}
