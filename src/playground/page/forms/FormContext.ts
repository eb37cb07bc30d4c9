import { createContext, useContext } from 'react';
import type { Container } from '../../wire/protocol.ts';
import type { ElementJson } from '../blocks/json.ts';
import type { Value } from './values.ts';

/** A message or a view, as the elements inside see it. */
export interface Form {
  readonly container: Container;
  readonly surface: 'message' | 'modal' | 'home';
  readonly read: (blockId: string, element: ElementJson) => Value | null;
  readonly write: (blockId: string, element: ElementJson, value: Value) => void;
  /** Sends a block action: `held` is what the action carries besides type and ids. */
  readonly dispatch: (blockId: string, element: ElementJson, held: Readonly<Record<string, unknown>>) => Promise<void>;
  /** `blockId/actionId` while its action is under way. */
  readonly busy: string | null;
  readonly errorOf: (blockId: string) => string | undefined;
}

export const FormContext = createContext<Form | null>(null);

export function useFormContext(): Form {
  const form = useContext(FormContext);
  if (!form) throw new Error('useFormContext needs a FormContext');
  return form;
}
