import {
  blocked,
  complete,
  day,
  form,
  formBehind,
  formOf,
  found,
  handOver,
  heldId,
  item,
  newStream,
  newTitle,
  one,
  option,
  options,
  pressed,
  type Rows,
  ready,
  run,
  stream,
  type Town,
  typed,
} from './town.ts';

/** Two scored items, the better one above: the lower may only go up with a reason. */
async function scored(town: Town) {
  const [better, worse] = [await item(town, 'LOG'), await item(town, 'LOG')];
  const score = (key: string, size: number) =>
    run(town, `UPDATE item SET score = '{"value":5,"time":5,"risk":5,"size":${size}}' WHERE key = $1`, key);
  await score(better.key, 1);
  await score(worse.key, 20);
  return { better, worse };
}

/** A word on the list of a stream; its name is what finds it. */
async function tag(town: Town): Promise<{ readonly id: string; readonly name: string }> {
  const name = newTitle();
  await town.at.press('mei', await town.at.type('mei', 'checkout', 'tags PAY'), 'Add a tag');
  await town.at.send('mei', { name: name.slice(0, 40), kind: 'journey' });
  return { id: await one(town, 'SELECT id::text AS id FROM tag WHERE name = $1', name.slice(0, 40)), name: name.slice(0, 40) };
}

async function tagged(town: Town) {
  const { id, name } = await tag(town);
  const { key } = await item(town);
  await town.at.type('mei', 'checkout', `tag ${key} ${name}`);
  return id;
}

async function waiting(town: Town) {
  const [one_, other] = [await item(town), await item(town)];
  await town.at.type('mei', 'checkout', `needs ${one_.key} ${other.key}`);
  return { one: one_, other };
}

/** What is in a backlog, in which order, and what it takes to be ready. */
export const backlog: Rows = {
  commands: {
    'ready KEY': async (town) => typed(`ready ${(await complete(town)).key}`),
    'add A title': async () => typed(`add PAY ${newTitle()}`),
    'order KEY top': async (town) => typed(`order ${(await item(town)).key} top`),
    undo: async (town) => {
      await blocked(town);
      return typed('undo');
    },
    'import samples': async (town) => {
      await run(town, "UPDATE item SET title = 'No ' || id WHERE title LIKE 'Sample:%'");
      return typed('import samples');
    },
    'needs KEY PAY-2': async (town) => typed(`needs ${(await item(town)).key} ${(await item(town)).key} its figures`),
    'needs KEY not PAY-2': async (town) => {
      const { one: item_, other } = await waiting(town);
      return typed(`needs ${item_.key} not ${other.key}`);
    },
    'merge KEY into PAY-2': async (town) => typed(`merge ${(await item(town)).key} into ${(await item(town)).key}`),
    'transfer KEY LOG': async (town) => typed(`transfer ${(await item(town)).key} LOG`),
    'tag KEY Till': async (town) => typed(`tag ${(await item(town)).key} ${(await tag(town)).name}`),
  },
  actions: {
    'backlog.ready': async (town) => pressed('backlog.ready', { itemId: (await complete(town)).id }),
    'backlog.addAnyway': async (town) => {
      const title = newTitle();
      await town.at.type('oskar', 'checkout', `add PAY ${title}`);
      return pressed('backlog.addAnyway', await heldId(town, () => town.at.type('mei', 'checkout', `add PAY ${title} again`)));
    },
    'order.place': async (town) => pressed('order.place', { itemId: (await item(town)).id, to: 'top' }),
    'order.override': async (town) => {
      const { better, worse } = await scored(town);
      return pressed('order.override', { itemId: worse.id, where: 'above', key: better.key, reason: 'others wait for it' });
    },
    'undo.act': async (town) => {
      const { id, revision } = await blocked(town);
      return pressed('undo.act', { itemId: id, of: revision });
    },
    'fill.samples': async (town) => pressed('fill.samples', { streamId: await newStream(town) }),
    'dependencies.remove': async (town) => {
      const { one: item_, other } = await waiting(town);
      return pressed('dependencies.remove', { itemId: item_.id, needsId: other.id });
    },
    'tags.remove': async (town) => pressed('tags.remove', { tagId: (await tag(town)).id }),
  },
  forms: {
    'backlog.add': (town) => formOf(town, 'add'),
    'backlog.add (from a message, add_item)': (town) => handOver(town, 'add_item', ['title']),
    'backlog.prepare': async (town) => {
      const { key } = await item(town);
      return form(town, 'mei', async () => town.at.press('mei', await town.at.type('mei', 'checkout', key), 'Edit'));
    },
    'backlog.show': async (town) => formOf(town, 'show', { fill: { thing: found((await item(town)).key) } }),
    'backlog.stream': async (town) => formBehind(town, 'backlog.choose', {}, { fill: { streamId: found(await stream(town, 'PAY')) } }),
    'order.place': async (town) => {
      const { key } = await item(town);
      await town.at.type('mei', 'checkout', `order ${key} top`);
      return formOf(town, `order ${key}`);
    },
    'order.placeAny': async (town) => {
      const { id, key } = await item(town);
      await town.at.type('mei', 'checkout', `order ${key} top`);
      return formOf(town, 'order', { fill: { itemId: found(id) } });
    },
    'order.override': async (town) => {
      const { better, worse } = await scored(town);
      return formBehind(town, 'order.askOverride', { itemId: worse.id, where: 'above', key: better.key });
    },
    'scores.score': async (town) =>
      formOf(town, `score ${(await item(town, 'LOG')).key}`, { fill: { value: option('8'), size: option('3') } }),
    'externalDates.date': async (town) =>
      formOf(town, `date ${(await item(town)).key}`, { fill: { on: day(`${new Date().getFullYear() + 2}-03-01`), why: 'The new law' } }),
    'fill.list': (town) => formOf(town, 'import list'),
    'dependencies.needs': async (town) => {
      const { id } = await item(town);
      return formOf(town, `needs ${(await item(town)).key}`, { fill: { needsId: found(id) } });
    },
    'reshape.split': async (town) => formOf(town, `split ${(await item(town)).key}`),
    'reshape.split (in progress)': async (town) => {
      const { key } = await ready(town);
      await town.at.type('mei', 'checkout', `order ${key} top`);
      await town.at.type('mei', 'checkout', `pull ${key}`);
      return formOf(town, `split ${key}`);
    },
    'reshape.merge': async (town) => {
      const { id } = await item(town);
      return formOf(town, `merge ${(await item(town)).key}`, { fill: { into: found(id) } });
    },
    'reshape.transfer': async (town) => {
      const to = await stream(town, 'LOG');
      return formOf(town, `transfer ${(await item(town)).key}`, { fill: { streamId: option(to) } });
    },
    'tags.new': async (town) =>
      formBehind(town, 'tags.new', { streamId: await stream(town, 'PAY'), name: '' }, { fill: { name: newTitle().slice(0, 40) } }),
    'tags.edit': async (town) =>
      formBehind(town, 'tags.edit', { tagId: (await tag(town)).id }, { fill: { name: newTitle().slice(0, 40) } }),
    'tags.merge': async (town) => {
      const [from, into] = [await tagged(town), await tag(town)];
      return formBehind(town, 'tags.askMerge', { tagId: from }, { fill: { into: option(into.id) } });
    },
    'tags.item': async (town) => {
      const { id } = await tag(town);
      return formOf(town, `tag ${(await item(town)).key}`, { fill: { tags: options(id) } });
    },
    'policy.readiness': async (town) =>
      formBehind(
        town,
        'policy.editReadiness',
        { streamId: await stream(town, 'LOG') },
        { fill: { needsEvidence: (shown) => ({ ...shown, type: 'checkboxes', selected_options: isOn(shown) ? [] : [{ value: 'yes' }] }) } },
      ),
    'policy.limits': async (town) =>
      formBehind(
        town,
        'policy.editLimits',
        { streamId: await stream(town, 'LOG') },
        { fill: { sprintDays: (shown) => String((Number(shown.value) % 30) + 1) } },
      ),
    'health.park': async (town) => {
      const [first, second] = [await ready(town), await ready(town)];
      return formBehind(town, 'health.park', { streamId: await stream(town, 'PAY'), itemIds: [first.id, second.id] });
    },
  },
};

function isOn(shown: Record<string, unknown>): boolean {
  return Array.isArray(shown.selected_options) && shown.selected_options.length > 0;
}
