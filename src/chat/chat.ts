import { Refusal } from '../model/rights/refusal.ts';
import { showHome } from './action.ts';
import { answer } from './answer.ts';
import type { Block } from './block.ts';
import type { Catalogue } from './catalogue.ts';
import type { Access } from './handler.ts';
import type { Outcome } from './outcome.ts';
import type { ChatPorts } from './ports.ts';
import { brokenBlocks, refusalBlocks, tooFast } from './refuse.ts';
import type { Request } from './request.ts';
import type { Requesting } from './requesting.ts';
import { createSameAgain } from './same-again.ts';
import { showHomePage } from './show-home.ts';
import { stamp } from './stamp.ts';
import { submit } from './submit.ts';
import { findOptions, sayWhileTyping } from './typing.ts';

/** Answers requests of every platform. Never throws: what goes wrong becomes words for the person and a line in the log. */
export type Chat = (request: Request) => Promise<Outcome>;

/** Puts the features behind one door. The only place where a request is traced from words to reply. */
export function createChat<A extends Access>(catalogue: Catalogue<A>, ports: ChatPorts<A>): Chat {
  const sameAgain = createSameAgain();
  return async (request) => {
    const requestId = ports.newId().slice(-8);
    const started = performance.now();
    let organizationId: string | undefined;
    let handler: string = request.type;
    const log = (result: string, replayed: boolean, error?: unknown) => {
      const entry = { requestId, kind: request.type, handler, result, ms: Math.round(performance.now() - started), replayed };
      ports.log(organizationId === undefined ? entry : { ...entry, organizationId }, error);
    };
    try {
      const wait = ports.slowDown?.(request) ?? 0;
      // A form is looked at all the same, so that it comes back with what was typed.
      if (wait > 0 && request.type !== 'submit') throw tooFast(wait);
      const identity = await ports.identify(request.sender);
      organizationId = identity.organization.id;
      const requesting = { catalogue, ports, identity, requestId, sameAgain, named: (name: string) => (handler = name), log };
      return await dispatch(requesting, request, wait);
    } catch (error) {
      if (error instanceof Refusal) {
        log(error.code, false);
        return failed(request, stamp(refusalBlocks(error), ports.newId));
      }
      const passing = ports.passing(error);
      log(passing?.code ?? 'broken', false, error);
      if (passing) return failed(request, refusalBlocks(passing));
      return failed(request, brokenBlocks(requestId));
    }
  };
}

function dispatch<A extends Access>(requesting: Requesting<A>, request: Request, wait: number): Promise<Outcome> {
  switch (request.type) {
    case 'command':
    case 'shortcut':
      return answer(requesting, request);
    case 'action':
      return request.action === showHome.name ? showHomePage(requesting, request) : answer(requesting, request);
    case 'submit':
      return submit(requesting, request, wait);
    case 'lookup':
      return findOptions(requesting, request);
    case 'watch':
      return sayWhileTyping(requesting, request);
    case 'home':
      return showHomePage(requesting, request);
    default: {
      const unknown: never = request;
      return unknown;
    }
  }
}

// Where nobody waits for a sentence, none is said: a list stays empty, a hint stays away.
function failed(request: Request, blocks: readonly Block[]): Outcome {
  if (request.type === 'lookup') return { type: 'options', options: [] };
  if (request.type === 'watch') return { type: 'nothing' };
  return request.type === 'home' ? { type: 'home', blocks } : { type: 'message', blocks, replayed: false };
}
