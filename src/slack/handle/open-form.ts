import { webApi } from '@slack/bolt';
import type { FormView } from '../../chat/form.ts';
import { describeError, platformCode } from '../base/describe-error.ts';
import { drawForm } from '../render/form.ts';
import type { Deps } from './deps.ts';

/** `expired`: Slack's three seconds were over, nothing was opened. */
export type Opened = 'opened' | 'expired' | 'failed';

const EXPIRED: ReadonlySet<string> = new Set([
  'expired_trigger_id',
  'exchanged_trigger_id',
  'trigger_expired',
  'trigger_exchanged',
  'invalid_trigger_id',
]);

/**
 * Opens a form with the trigger of a command or a button, which lives for three seconds.
 *
 * @param how `push` puts it over the form whose button was pressed
 * @throws what drawing or looking up accounts throws; Slack's refusals come back as a word
 */
export async function openForm(deps: Deps, view: FormView, workspaceId: string, triggerId: string, how: 'open' | 'push'): Promise<Opened> {
  const drawn = drawForm(view, await accountsIn(deps, view, workspaceId));
  try {
    await deps.client.apiCall(`views.${how}`, { trigger_id: triggerId, view: drawn });
    return 'opened';
  } catch (error) {
    if (error instanceof webApi.WebAPIPlatformError && EXPIRED.has(platformCode(error))) {
      deps.log.warn({ error: platformCode(error), form: view.form }, 'A form came too late to be opened');
      return 'expired';
    }
    deps.log.error({ ...describeError(error), form: view.form }, 'Slack did not open a form');
    return 'failed';
  }
}

/** Slack user ids of the members that the form's values name. */
export async function accountsIn(deps: Deps, view: FormView, workspaceId: string): Promise<ReadonlyMap<string, string>> {
  const members = view.fields.flatMap(({ field, value }): readonly string[] => {
    if (field.type !== 'person' && field.type !== 'people') return [];
    return typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
  });
  return members.length === 0 ? new Map() : deps.people.accountsOf(workspaceId, [...new Set(members)]);
}
