import type { FormValues } from '../../../chat/form.ts';
import { localDate } from '../../../model/calendar/days.ts';
import { AFFECTED, type Affected } from '../../../model/epic/epic.ts';
import { judgeOutcome } from '../../../model/epic/epic-outcome.ts';
import type { Write } from '../../kit/access.ts';
import type { outcomeForm } from '../../kit/offers/epics.ts';

/** Judges what a form says about the outcome: what to store, or what is wrong by field. */
export function readAnswers(context: Write, values: FormValues<typeof outcomeForm.fields>): ReturnType<typeof judgeOutcome> {
  const { affects, ...rest } = values;
  if (affects !== undefined && !isAffected(affects)) return { ok: false, errors: { affects: 'Pick one of the list.' } };
  return judgeOutcome({ ...rest, affects }, localDate(context.now, context.organization.zone));
}

function isAffected(text: string): text is Affected {
  return (AFFECTED as readonly string[]).includes(text);
}
