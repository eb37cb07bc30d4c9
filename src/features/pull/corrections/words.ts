import { onDay, type Today } from '../../kit/words/idea-words.ts';

/** "started 2 March instead of 4 March, finished 9 March instead of 8 March" */
export function sayChange(
  change: {
    readonly startedAt: Date | null | undefined;
    readonly finishedAt: Date | null | undefined;
    readonly wasStartedAt: Date | null;
    readonly wasFinishedAt: Date | null;
  },
  today: Today,
): string {
  const part = (verb: string, is: Date | null | undefined, was: Date | null) =>
    is ? [`${verb} ${onDay(is, today)}${was ? ` instead of ${onDay(was, today)}` : ''}`] : [];
  return [...part('started', change.startedAt, change.wasStartedAt), ...part('finished', change.finishedAt, change.wasFinishedAt)].join(
    ', ',
  );
}
