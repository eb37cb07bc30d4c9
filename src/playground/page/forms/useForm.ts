import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { BlockJson, Container, StateValues } from '../../wire/protocol.ts';
import { usePlayground } from '../app/playground.ts';
import type { ElementJson } from '../blocks/json.ts';
import type { Form } from './FormContext.ts';
import { type Edits, pruneEdits, readValue, stateOf } from './values.ts';

interface Options {
  readonly container: Container;
  readonly surface: Form['surface'];
  readonly blocks: readonly BlockJson[];
  /** Changes when the bot replaced the blocks. */
  readonly revision: string;
  readonly errors?: Readonly<Record<string, string>>;
  /** Told when a block's value changes, so that its error can go. */
  readonly onEdit?: (blockId: string) => void;
}

const NO_ERRORS: Readonly<Record<string, string>> = {};

export function useForm(options: Options) {
  const { container, surface, blocks, revision, errors = NO_ERRORS, onEdit } = options;
  const { act, me, route } = usePlayground();
  const [edits, setEdits] = useState<Edits>({});
  const [busy, setBusy] = useState<string | null>(null);
  // An action goes out in the same tick as the edit before it, so it cannot wait for the next render.
  const latest = useRef(edits);
  const channel = container.type === 'message' ? container.channel : route.channel;

  const keep = useCallback((next: Edits) => {
    latest.current = next;
    setEdits(next);
  }, []);

  const lastRevision = useRef(revision);
  useEffect(() => {
    if (lastRevision.current === revision) return;
    lastRevision.current = revision;
    keep(pruneEdits(latest.current, blocks));
  }, [revision, blocks, keep]);

  const state = useCallback((): StateValues => stateOf(blocks, latest.current, channel), [blocks, channel]);

  const form = useMemo<Form>(
    () => ({
      container,
      surface,
      busy,
      errorOf: (blockId) => errors[blockId],
      read: (blockId, element) => readValue(edits, blockId, element, channel),
      write: (blockId, element, value) => {
        keep({ ...latest.current, [blockId]: { ...latest.current[blockId], [actionIdOf(element)]: value } });
        onEdit?.(blockId);
      },
      dispatch: async (blockId, element, held) => {
        const key = `${blockId}/${actionIdOf(element)}`;
        setBusy(key);
        const action = { type: element.type, block_id: blockId, action_id: actionIdOf(element), ...held };
        await act({ type: 'click', as: me.id, container, action, state: stateOf(blocks, latest.current, channel) });
        setBusy((now) => (now === key ? null : now));
      },
    }),
    [container, surface, busy, errors, edits, channel, keep, onEdit, act, me.id, blocks],
  );

  return { form, state, edits: latest };
}

function actionIdOf(element: ElementJson): string {
  return element.action_id ?? '';
}
