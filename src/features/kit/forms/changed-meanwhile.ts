import { Refusal } from '../../../model/rights/refusal.ts';

interface Known {
  /** Who changed it, where the log says so. */
  readonly by?: string | undefined;
  /** How it is now, in a few words without a full stop. */
  readonly now?: string;
  /** The command that opens the form again, where no card offers it. */
  readonly opens?: string;
}

/**
 * What a form says whose subject somebody else changed while it was open. There is one wording for all forms; it stands at
 * the form's first field, above what the person typed.
 *
 * @param what the thing by its key or kind, as "E-7" or "the team"
 */
export function changedMeanwhile(what: string, { by = 'Somebody', now, opens }: Known = {}): Refusal {
  return new Refusal(
    'conflict',
    `${by} changed ${what} while this form was open${now === undefined ? '' : `: ${now}`}.`,
    `Close this and open it again${opens === undefined ? '' : ` (${opens})`}; nothing was saved.`,
  );
}
