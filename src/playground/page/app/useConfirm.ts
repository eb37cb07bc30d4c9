import { useCallback, useState } from 'react';
import type { ConfirmJson } from '../blocks/json.ts';

export interface Question {
  readonly confirm: ConfirmJson;
  readonly answer: (yes: boolean) => void;
}

/** One confirm dialog at a time; asking again answers the former one with no. */
export function useConfirm() {
  const [question, setQuestion] = useState<Question | null>(null);
  const ask = useCallback(
    (confirm: ConfirmJson) =>
      new Promise<boolean>((resolve) => {
        setQuestion((former) => {
          former?.answer(false);
          return {
            confirm,
            answer: (yes) => {
              setQuestion(null);
              resolve(yes);
            },
          };
        });
      }),
    [],
  );
  return [question, ask] as const;
}
