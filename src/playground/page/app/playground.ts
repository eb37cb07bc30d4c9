import { createContext, useContext } from 'react';
import type { Act, ActResult, Person, Snapshot } from '../../wire/protocol.ts';
import type { ConfirmJson } from '../blocks/json.ts';
import type { Route } from './route.ts';

/** What the right-hand panel shows. A thread is not here: it is part of the route. */
export type Panel = { readonly kind: 'traffic' } | { readonly kind: 'raw'; readonly title: string; readonly json: unknown };

export interface Playground {
  readonly snapshot: Snapshot;
  readonly me: Person;
  readonly route: Route;
  readonly go: (change: Partial<Route>) => void;
  /** Sends an act, waits for the snapshot that follows it, and says so when it was refused. */
  readonly act: (act: Act) => Promise<ActResult>;
  readonly notify: (text: string) => void;
  readonly confirm: (question: ConfirmJson) => Promise<boolean>;
  readonly panel: Panel | null;
  readonly show: (panel: Panel | null) => void;
}

export const PlaygroundContext = createContext<Playground | null>(null);

export function usePlayground(): Playground {
  const playground = useContext(PlaygroundContext);
  if (!playground) throw new Error('usePlayground needs a PlaygroundContext');
  return playground;
}
