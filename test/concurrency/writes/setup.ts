import { type Arrange, form, formOf, option, options, pressed, type Rows, run, stream, type Town, team, typed } from './town.ts';

const unlink = (town: Town, as: string, channel: string) => town.at.type(as, channel, 'setup unlink');

const linked: Arrange = async (town) => {
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

/** Organization, streams, teams, places, roles. */
export const setup: Rows = {
  commands: {
    'setup unlink': linked,
    'setup join': async (town) => {
      await outsider(town);
      return typed('setup join', 'oskar');
    },
    'setup test': async () => typed('setup test', 'tomas', 'general'),
  },
  actions: {
    'setup.lead': async (town) => {
      await run(town, 'UPDATE member SET is_leader = false WHERE is_admin');
      return pressed('setup.lead', {}, 'tomas', 'general');
    },
    'setup.leadLater': async () => pressed('setup.leadLater', {}, 'tomas', 'general'),
    'setup.test': async () => pressed('setup.test', {}, 'tomas', 'general'),
    'setup.arrived': async () => pressed('setup.arrived', {}, 'tomas', 'general'),
    'setup.linkTeam': async (town) => {
      await unlink(town, 'tomas', 'payments');
      return pressed('setup.linkTeam', { teamId: await team(town) }, 'tomas', 'payments');
    },
    'setup.linkPortfolio': async (town) => {
      await unlink(town, 'tomas', 'payments');
      return pressed('setup.linkPortfolio', {}, 'tomas', 'payments');
    },
    'setup.unlink': async (town) => {
      await linked(town);
      return pressed('setup.unlink', {}, 'tomas', 'payments');
    },
    'setup.join': async (town) => {
      await outsider(town);
      return pressed('setup.join', {}, 'oskar');
    },
  },
  forms: {
    'setup.organization': (town) => formOf(town, 'setup name', {}, 'tomas', 'general'),
    'setup.stream': (town) => formOf(town, 'setup stream', {}, 'tomas', 'general'),
    'setup.stream (one that is there)': (town) => form(town, 'tomas', () => edit('setup.stream')(town), { keep: ['key', 'wipLimit'] }),
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
  },
};
