import { randomUUID } from 'node:crypto';
import { type Acts, reads } from './act.ts';
import { CODE } from './code.ts';
import { type Arrange, pressed, type Typed, typed } from './delivery.ts';
import { form, formBehind, formOf, option, options } from './fill.ts';
import { newStream } from './things.ts';
import { run, stream, type Town, team } from './town.ts';

const unlink = (town: Town, as: string, channel: string) => town.at.type(as, channel, 'setup unlink');

const linked: Arrange<Typed> = async (town) => {
  await town.at.type('tomas', 'payments', 'setup unlink');
  await town.at.press('tomas', await town.at.type('tomas', 'payments', 'setup link'), 'Checkout');
  return typed('setup unlink', 'tomas', 'payments');
};

const outsider = (town: Town) =>
  run(town, "DELETE FROM team_member USING account a WHERE a.member_id = team_member.member_id AND a.external_user = 'U0OSKAR'");

/** Opens it from the overview of setup. */
const edit = (action: string) => async (town: Town) => {
  const { driver } = town.app;
  const { message } = await town.at.type('tomas', 'general', 'setup');
  const button = message && driver.buttons(message).find((each) => each.label === 'Edit' && each.actionId.startsWith(action));
  await driver.click({ as: 'tomas', message, blockId: button?.blockId ?? '', actionId: action });
};

/** One that was never given out. */
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

/** Organization, streams, teams, places, roles; two chat apps; and what comes from elsewhere. */
export const organization: Acts = {
  commands: {
    'import samples': async (town) => {
      await run(town, "UPDATE item SET title = 'No ' || id WHERE title LIKE 'Sample:%'");
      return typed('import samples');
    },
    'setup unlink': linked,
    'setup join': async (town) => {
      await outsider(town);
      return typed('setup join', 'oskar');
    },
    'setup test': { right: 'administer', arrange: async () => typed('setup test', 'tomas', 'general') },
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
    help: reads,
    setup: reads,
    import: reads,
  },
  actions: {
    'fill.samples': async (town) => pressed('fill.samples', { streamId: await newStream(town) }),
    'setup.lead': async (town) => {
      await run(town, 'UPDATE member SET is_leader = false WHERE is_admin');
      return pressed('setup.lead', {}, 'tomas', 'general');
    },
    'setup.leadLater': async () => pressed('setup.leadLater', {}, 'tomas', 'general'),
    'setup.test': async () => pressed('setup.test', {}, 'tomas', 'general'),
    'setup.arrived': async () => pressed('setup.arrived', {}, 'tomas', 'general'),
    'setup.linkTeam': {
      right: 'bind',
      arrange: async (town) => {
        await unlink(town, 'tomas', 'payments');
        return pressed('setup.linkTeam', { teamId: await team(town) }, 'tomas', 'payments');
      },
    },
    'setup.linkPortfolio': {
      right: 'bindPortfolio',
      arrange: async (town) => {
        await unlink(town, 'tomas', 'payments');
        return pressed('setup.linkPortfolio', {}, 'tomas', 'payments');
      },
    },
    'setup.unlink': async (town) => {
      await linked(town);
      return pressed('setup.unlink', {}, 'tomas', 'payments');
    },
    'setup.join': async (town) => {
      await outsider(town);
      return pressed('setup.join', {}, 'oskar');
    },
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
    'fill.paste': reads,
    'fill.import': reads,
    'setup.overview': reads,
    'setup.organization': reads,
    'setup.missing': reads,
    'setup.myTeam': reads,
    'setup.newTeam': reads,
    'setup.stream': reads,
    'setup.team': reads,
    'setup.link': reads,
    'setup.roles': reads,
    'doors.connect': reads,
    'doors.enterCode': reads,
    'doors.enterPersonCode': reads,
  },
  forms: {
    'fill.list': { own: ['titles'], arrange: (town) => formOf(town, 'import list') },
    'setup.organization': (town) => formOf(town, 'setup name', {}, 'tomas', 'general'),
    'setup.stream': { own: ['key', 'stages'], arrange: (town) => formOf(town, 'setup stream', {}, 'tomas', 'general') },
    'setup.stream (one that is there)': {
      own: ['key', 'stages'],
      arrange: (town) => form(town, 'tomas', () => edit('setup.stream')(town), { keep: ['key', 'wipLimit'] }),
    },
    'setup.team': async (town) =>
      formOf(town, 'setup team', { fill: { streamIds: options(await stream(town, 'PAY')) } }, 'tomas', 'general'),
    'setup.team (one that is there)': (town) => form(town, 'tomas', () => edit('setup.team')(town), { keep: ['name', 'wipLimit'] }),
    'setup.link': async (town) => {
      await unlink(town, 'tomas', 'payments');
      const open = async () => town.at.press('tomas', await town.at.type('tomas', 'payments', 'setup'), 'Link something else');
      return form(town, 'tomas', open, { fill: { target: option(`team:${await team(town)}`) } });
    },
    'setup.link (the portfolio)': async (town) => {
      await unlink(town, 'tomas', 'payments');
      const open = async () => town.at.press('tomas', await town.at.type('tomas', 'payments', 'setup'), 'Link something else');
      return form(town, 'tomas', open, { fill: { target: option('portfolio') } });
    },
    'setup.roles': (town) => formOf(town, 'setup roles', {}, 'tomas', 'general'),
    'setup.ownTeam': async (town) => {
      await unlink(town, 'tomas', 'logistics');
      const open = async () => town.at.press('tomas', await town.at.type('tomas', 'logistics', 'setup link'), 'A new team');
      return form(town, 'tomas', open, { fill: { streamIds: options(await stream(town, 'PAY')) } });
    },
    'doors.enterCode': {
      own: ['code'],
      arrange: async (town) => {
        await apart(town);
        return formBehind(town, 'doors.enterCode', {}, { fill: { code: WRONG } }, 'tomas', 'general');
      },
    },
    'doors.enterPersonCode': {
      own: ['code'],
      arrange: async (town) => {
        const code = await codeFromThere(town);
        return formBehind(town, 'doors.enterPersonCode', {}, { fill: { code } }, 'oskar');
      },
    },
  },
  lookups: { people: [] },
};
