import { randomUUID } from 'node:crypto';
import type { TestApp } from '../support/app.ts';
import { addReady, row, type SlackTold, userId } from '../support/play.ts';
import { stateOfView, submissionOf } from '../support/raw.ts';
import type { Play } from '../support/scene.ts';

/** What is delivered, over and over. Its name, id or view stays the same; a button's click has a trigger of its own each time. */
export type Delivery =
  | { readonly type: 'command'; readonly as: string; readonly channel: string; readonly text: string }
  | { readonly type: 'action'; readonly as: string; readonly channel: string; readonly action: string; readonly data: object }
  | { readonly type: 'form'; readonly fields: { readonly payload: string } };

/** Makes what a write needs, new each time, so that it can be done once more. */
export type Arrange = (town: Town) => Promise<Delivery>;

interface Thing {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly revision: number;
}

/** Mei owns the stream, leads, and works in the team with Oskar; Tomas is the admin. */
export interface Town {
  readonly app: TestApp;
  readonly at: Play<SlackTold>;
}

export const COMPANY = {
  streams: [{ key: 'PAY', name: 'Payments', owner: 'mei' }],
  teams: [{ name: 'Checkout', limit: 900, streams: ['PAY'], people: ['mei', 'oskar'], channel: 'checkout' }],
};

// Like nothing that is there, so that no question about likeness comes between.
const newTitle = () => `t${randomUUID().replaceAll('-', ' x')}`;
const newKey = () => Array.from({ length: 6 }, () => String.fromCharCode(65 + Math.floor(Math.random() * 26))).join('');

async function thing({ app }: Town, table: string, where: string, value: string): Promise<Thing> {
  const versions = table === 'parked_idea' ? '1 AS version, 1 AS revision' : 'version, revision';
  const found = await row(app.database, `SELECT id::text AS id, key, ${versions} FROM ${table} WHERE ${where} = $1`, value);
  if (!found) throw new Error(`There is no ${table} with the ${where} ${value}.`);
  return found as unknown as Thing;
}

async function item(town: Town): Promise<Thing> {
  const title = newTitle();
  await town.at.type('mei', 'checkout', `add PAY ${title}`);
  return thing(town, 'item', 'title', title);
}

async function ready(town: Town): Promise<Thing> {
  return thing(town, 'item', 'key', await addReady(town.at, 'mei', 'checkout', `PAY ${newTitle()}`));
}

async function pulled(town: Town): Promise<Thing> {
  const { key } = await ready(town);
  const told = await town.at.type('mei', 'checkout', `pull ${key}`);
  // What other tests left ready stands above it.
  if (told.buttons.includes('Skill')) await town.at.press('mei', told, 'Skill');
  return thing(town, 'item', 'key', key);
}

async function blocked(town: Town): Promise<Thing> {
  const { key } = await item(town);
  await town.at.type('mei', 'checkout', `block ${key} Rain`);
  return thing(town, 'item', 'key', key);
}

/** Its checks pass, and it is not ready. */
async function complete(town: Town): Promise<Thing> {
  const { key } = await ready(town);
  await town.at.type('mei', 'checkout', 'undo');
  return thing(town, 'item', 'key', key);
}

async function epic(town: Town): Promise<Thing> {
  const title = newTitle();
  await town.at.type('mei', 'checkout', `propose ${title}`);
  await town.at.send('mei', { outcome: 'Somebody smiles' });
  return thing(town, 'epic', 'title', title);
}

async function idea(town: Town): Promise<Thing> {
  const title = newTitle();
  await town.at.type('mei', 'checkout', `park ${title}`);
  await town.at.send('mei', { reasonCode: 'other', reason: 'Rain' });
  return thing(town, 'parked_idea', 'title', title);
}

async function newStream(town: Town): Promise<string> {
  const key = newKey();
  await town.at.type('tomas', 'general', 'setup stream');
  await town.at.send('tomas', { name: `Stream ${key}`, key });
  return (await thing({ ...town }, '(SELECT *, 1 AS version, 1 AS revision FROM value_stream) AS v', 'key', key)).id;
}

const run = ({ app }: Town, sql: string, ...values: unknown[]) => app.database.client.$executeRawUnsafe(sql, ...values);
const one = async ({ app }: Town, sql: string) => String((await row(app.database, sql))?.id);
const team = (town: Town) => one(town, "SELECT id::text AS id FROM team WHERE name = 'Checkout'");
const unlink = (town: Town, as: string, channel: string) => town.at.type(as, channel, 'setup unlink');
/** Of what somebody typed and was asked about. */
const heldId = async (town: Town, ask: () => Promise<unknown>) => {
  await run(town, "DELETE FROM form_draft WHERE jsonb_exists(data, 'held')");
  await ask();
  return { heldId: await one(town, "SELECT id::text AS id FROM form_draft WHERE jsonb_exists(data, 'held')") };
};

const typed = (text: string, as = 'mei', channel = 'checkout'): Delivery => ({ type: 'command', as, channel, text });
const pressed = (action: string, data: object, as = 'mei', channel = 'checkout'): Delivery => ({
  type: 'action',
  as,
  channel,
  action,
  data,
});

/** What a form needs besides what it shows. Fields that it does not have fall away. */
function answers(): Readonly<Record<string, object>> {
  const text = (value: string) => ({ type: 'plain_text_input', value });
  const option = (value: string) => ({ type: 'static_select', selected_option: { value } });
  return {
    name: text(`Name ${randomUUID().slice(0, 8)}`),
    title: text(newTitle()),
    titles: text(`${newTitle()}\n${newTitle()}`),
    key: text(newKey()),
    reason: text('Rain'),
    purpose: text(newTitle()),
    evidence: text(newTitle()),
    outcome: text(newTitle()),
    reasonCode: option('other'),
    to: option('bottom'),
    wipLimit: text('3'),
  };
}

/** Opens a form, and sends it with everything that it needs; `keep`: fields that stay as they were shown. */
async function form(town: Town, as: string, open: () => Promise<unknown>, keep: readonly string[] = []): Promise<Delivery> {
  await open();
  const view = town.app.driver.view(as);
  if (!view) throw new Error('No form opened.');
  await town.app.driver.close({ as });
  const values = stateOfView(view);
  for (const [name, value] of Object.entries(answers())) {
    if (values[name] && !keep.includes(name)) values[name] = { [name]: { ...value } };
  }
  return { type: 'form', fields: submissionOf(town.app, as, view, { state: { values } }) };
}

/** Opens it from the overview of setup. */
const edit = (action: string) => async (town: Town) => {
  const { message } = await town.at.type('tomas', 'general', 'setup');
  const button =
    message &&
    app(town)
      .buttons(message)
      .find((each) => each.label === 'Edit' && each.actionId.startsWith(action));
  await app(town).click({ as: 'tomas', message, blockId: button?.blockId ?? '', actionId: action });
};
const app = (town: Town) => town.app.driver;

async function handOver(town: Town, callbackId: string, keep: readonly string[] = []): Promise<Delivery> {
  await app(town).say({ as: 'oskar', channel: 'checkout', text: newTitle() });
  const message = app(town)
    .messages('checkout', 'mei')
    .findLast((each) => each.ephemeralFor === undefined && each.user === userId(town.app, 'oskar'));
  return form(town, 'mei', () => app(town).shortcut({ as: 'mei', callbackId, message }), keep);
}

/** Every command that writes, by what is typed: the name is the first word. */
export const COMMANDS: Readonly<Record<string, Arrange>> = {
  pull: async (town) => {
    await ready(town);
    return typed('pull');
  },
  'pull KEY': async (town) => {
    // Nothing stands above it, or a reason would be asked for first.
    const { key } = await ready(town);
    await town.at.type('mei', 'checkout', `order ${key} top`);
    return typed(`pull ${key}`);
  },
  'done KEY': async (town) => typed(`done ${(await pulled(town)).key}`),
  'move KEY in review': async (town) => typed(`move ${(await pulled(town)).key} in review`),
  'block KEY rain': async (town) => typed(`block ${(await item(town)).key} rain`),
  'unblock KEY': async (town) => typed(`unblock ${(await blocked(town)).key}`),
  'ready KEY': async (town) => typed(`ready ${(await complete(town)).key}`),
  'add A title': async () => typed(`add PAY ${newTitle()}`),
  'order KEY top': async (town) => typed(`order ${(await item(town)).key} top`),
  'revive KEY it rains': async (town) => typed(`revive ${(await idea(town)).key} it rains`),
  undo: async (town) => {
    await blocked(town);
    return typed('undo');
  },
  'import samples': async (town) => {
    await run(town, "UPDATE item SET title = 'No ' || id WHERE title LIKE 'Sample:%'");
    return typed('import samples');
  },
  'setup unlink': async (town) => {
    await town.at.type('tomas', 'payments', 'setup unlink');
    await town.at.press('tomas', await town.at.type('tomas', 'payments', 'setup link'), 'Checkout');
    return typed('setup unlink', 'tomas', 'payments');
  },
  'setup join': async (town) => {
    await run(town, "DELETE FROM team_member USING account a WHERE a.member_id = team_member.member_id AND a.external_user = 'U0OSKAR'");
    return typed('setup join', 'oskar');
  },
  'setup test': async () => typed('setup test', 'tomas', 'general'),
};

/** Every button that writes. */
export const ACTIONS: Readonly<Record<string, Arrange>> = {
  'chat.command': async (town) => pressed('chat.command', { text: `block ${(await item(town)).key} rain` }),
  'pull.take': async (town) => {
    const { id, version } = await ready(town);
    return pressed('pull.take', { itemId: id, version, teamId: await team(town), reason: 'skill' });
  },
  'pull.move': async (town) => {
    const { id, version } = await pulled(town);
    return pressed('pull.move', { itemId: id, version, to: 'in review' });
  },
  'pull.finish': async (town) => {
    const { id, version } = await pulled(town);
    return pressed('pull.finish', { itemId: id, version });
  },
  'pull.unblock': async (town) => {
    const { id, version } = await blocked(town);
    return pressed('pull.unblock', { itemId: id, version });
  },
  'pull.team': async (town) => {
    await run(town, 'UPDATE member SET chosen_team_id = NULL');
    return pressed('pull.team', { teamId: await team(town), text: 'next' });
  },
  'backlog.ready': async (town) => pressed('backlog.ready', { itemId: (await complete(town)).id }),
  'backlog.addAnyway': async (town) => {
    const title = newTitle();
    await town.at.type('oskar', 'checkout', `add PAY ${title}`);
    return pressed('backlog.addAnyway', await heldId(town, () => town.at.type('mei', 'checkout', `add PAY ${title} again`)));
  },
  'order.place': async (town) => pressed('order.place', { itemId: (await item(town)).id, to: 'top' }),
  'undo.act': async (town) => {
    const { id, revision } = await blocked(town);
    return pressed('undo.act', { itemId: id, of: revision });
  },
  'fill.samples': async (town) => pressed('fill.samples', { streamId: await newStream(town) }),
  'portfolio.move': async (town) => {
    const { id, version } = await epic(town);
    return pressed('portfolio.move', { epicId: id, version, to: 'exploring' });
  },
  'portfolio.proposeAnyway': async (town) => {
    const { key } = await epic(town);
    const { title } = (await row(town.app.database, 'SELECT title FROM epic WHERE key = $1', key)) as { title: string };
    const ask = async () => {
      await town.at.type('mei', 'checkout', `propose ${title} again`);
      await town.at.send('mei', { outcome: 'Somebody smiles' });
    };
    return pressed('portfolio.proposeAnyway', await heldId(town, ask));
  },
  'antiBacklog.parkAnyway': async (town) => {
    const { key } = await idea(town);
    const { title } = (await row(town.app.database, 'SELECT title FROM parked_idea WHERE key = $1', key)) as { title: string };
    const ask = async () => {
      await town.at.type('mei', 'checkout', `park ${title} again`);
      await town.at.send('mei', { reasonCode: 'other', reason: 'Rain' });
    };
    return pressed('antiBacklog.parkAnyway', await heldId(town, ask));
  },
  'likeness.support': async (town) => pressed('likeness.support', { kind: 'item', id: (await item(town)).id }),
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
  'setup.unlink': async (town) => {
    await COMMANDS['setup unlink']?.(town);
    return pressed('setup.unlink', {}, 'tomas', 'payments');
  },
  'setup.join': async (town) => {
    await COMMANDS['setup join']?.(town);
    return pressed('setup.join', {}, 'oskar');
  },
};

/** Every form; what differs in brackets. */
export const FORMS: Readonly<Record<string, Arrange>> = {
  'setup.organization': (town) => form(town, 'tomas', () => town.at.type('tomas', 'general', 'setup name')),
  'setup.stream': (town) => form(town, 'tomas', () => town.at.type('tomas', 'general', 'setup stream')),
  'setup.stream (one that is there)': (town) => form(town, 'tomas', () => edit('setup.stream')(town), ['key', 'wipLimit']),
  'setup.team': async (town) => {
    const delivery = await form(town, 'tomas', () => town.at.type('tomas', 'general', 'setup team'));
    return withOptions(delivery, 'streamIds', await one(town, "SELECT id::text AS id FROM value_stream WHERE key = 'PAY'"));
  },
  'setup.team (one that is there)': (town) => form(town, 'tomas', () => edit('setup.team')(town), ['name', 'wipLimit']),
  'setup.link': async (town) => {
    await unlink(town, 'tomas', 'payments');
    const open = async () => town.at.press('tomas', await town.at.type('tomas', 'payments', 'setup'), 'Link something else');
    return withOptions(await form(town, 'tomas', open), 'target', `team:${await team(town)}`);
  },
  'setup.roles': (town) => form(town, 'tomas', () => town.at.type('tomas', 'general', 'setup roles')),
  'setup.ownTeam': async (town) => {
    await unlink(town, 'tomas', 'logistics');
    const open = async () => town.at.press('tomas', await town.at.type('tomas', 'logistics', 'setup link'), 'A new team');
    const delivery = await form(town, 'tomas', open);
    return withOptions(delivery, 'streamIds', await one(town, "SELECT id::text AS id FROM value_stream WHERE key = 'PAY'"));
  },
  'backlog.add': (town) => form(town, 'mei', () => town.at.type('mei', 'checkout', 'add')),
  'backlog.add (from a message, add_item)': (town) => handOver(town, 'add_item', ['title']),
  'backlog.prepare': async (town) => {
    const { key } = await item(town);
    return form(town, 'mei', async () => town.at.press('mei', await town.at.type('mei', 'checkout', key), 'Edit'));
  },
  'pull.block': async (town) => {
    const { key } = await item(town);
    return form(town, 'mei', () => town.at.type('mei', 'checkout', `block ${key}`));
  },
  'order.place': async (town) => {
    const { key } = await item(town);
    await town.at.type('mei', 'checkout', `order ${key} top`);
    return form(town, 'mei', () => town.at.type('mei', 'checkout', `order ${key}`));
  },
  'fill.list': (town) => form(town, 'mei', () => town.at.type('mei', 'checkout', 'import list')),
  'portfolio.propose': (town) => form(town, 'mei', () => town.at.type('mei', 'checkout', 'propose')),
  'portfolio.propose (from a message, propose_epic)': (town) => handOver(town, 'propose_epic', ['title']),
  'portfolio.outcome': async (town) => {
    const { key } = await epic(town);
    return form(town, 'mei', () => town.at.type('mei', 'checkout', `outcome ${key}`));
  },
  'portfolio.details': async (town) => {
    const { key } = await epic(town);
    return form(town, 'mei', async () => town.at.press('mei', await town.at.type('mei', 'checkout', key), 'Details'));
  },
  'antiBacklog.parkIdea': (town) => form(town, 'mei', () => town.at.type('mei', 'checkout', 'park')),
  'antiBacklog.parkIdea (from a message, park_idea)': (town) => handOver(town, 'park_idea', ['title']),
  'antiBacklog.parkThing': async (town) => {
    const { key } = await item(town);
    return form(town, 'mei', () => town.at.type('mei', 'checkout', `park ${key}`));
  },
  'antiBacklog.parkThing (an epic)': async (town) => {
    const { key } = await epic(town);
    return form(town, 'mei', () => town.at.type('mei', 'checkout', `park ${key}`));
  },
  'antiBacklog.revive': async (town) => {
    const { key } = await idea(town);
    return form(town, 'mei', () => town.at.type('mei', 'checkout', `revive ${key}`));
  },
};

/** The same with a menu's choice. */
function withOptions(delivery: Delivery, field: string, value: string): Delivery {
  if (delivery.type !== 'form') throw new Error('Only a form has menus.');
  const payload = JSON.parse(delivery.fields.payload) as { view: { state: { values: Record<string, unknown> } } };
  const several = field.endsWith('Ids');
  payload.view.state.values[field] = {
    [field]: several
      ? { type: 'multi_static_select', selected_options: [{ value }] }
      : { type: 'static_select', selected_option: { value } },
  };
  return { type: 'form', fields: { payload: JSON.stringify(payload) } };
}
