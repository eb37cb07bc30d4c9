import { randomUUID } from 'node:crypto';
import { formBehind, pressed, type Rows, run, type Town, typed } from './town.ts';

/** What a code looks like; one of these was never given out. */
export const CODE = /[A-Z]{4}-\d{4}-[A-Z]{4}/;
const WRONG = 'KXRP-7429-MRSH';

/** Oskar is known here alone, and nobody's code is open. */
async function apart(town: Town): Promise<void> {
  await run(town, 'DELETE FROM door_code');
  await run(town, 'DELETE FROM code_try');
  await run(
    town,
    "DELETE FROM account WHERE platform = 'teams' AND member_id IN (SELECT member_id FROM account WHERE external_user = 'U0OSKAR')",
  );
}

/** A code of somebody who was never here before, in the other chat app. */
async function codeFromThere(town: Town): Promise<string> {
  await apart(town);
  const { text } = await town.teams.type(`o${randomUUID().slice(0, 8)}`, 'account');
  const code = CODE.exec(text)?.[0];
  if (code === undefined) throw new Error(`No code in: ${text}`);
  return code;
}

/** Oskar typed such a code, and is asked whether that is him. */
async function asked(town: Town): Promise<void> {
  await town.at.type('oskar', 'checkout', `account ${await codeFromThere(town)}`);
}

/** Two chat apps, and people who are in both. */
export const doors: Rows = {
  commands: {
    account: async (town) => {
      await apart(town);
      return typed('account', 'oskar');
    },
    'account CODE': async (town) => typed(`account ${await codeFromThere(town)}`, 'oskar'),
    // It counts, and a repeat is no second try.
    'account KXRP-7429-MRSH': async (town) => {
      await apart(town);
      return typed(`account ${WRONG}`, 'oskar');
    },
    'setup connect KXRP-7429-MRSH': async (town) => {
      await apart(town);
      return typed(`setup connect ${WRONG}`, 'tomas', 'general');
    },
  },
  actions: {
    'doors.personCode': async (town) => {
      await apart(town);
      return pressed('doors.personCode', {}, 'oskar');
    },
    'doors.workspaceCode': async (town) => {
      await apart(town);
      return pressed('doors.workspaceCode', {}, 'tomas', 'general');
    },
    'doors.agree': async (town) => {
      await asked(town);
      return pressed('doors.agree', {}, 'oskar');
    },
    'doors.decline': async (town) => {
      await asked(town);
      return pressed('doors.decline', {}, 'oskar');
    },
  },
  forms: {
    'doors.enterCode': async (town) => {
      await apart(town);
      return formBehind(town, 'doors.enterCode', {}, { fill: { code: WRONG } }, 'tomas', 'general');
    },
    'doors.enterPersonCode': async (town) => {
      const code = await codeFromThere(town);
      return formBehind(town, 'doors.enterPersonCode', {}, { fill: { code } }, 'oskar');
    },
  },
};
