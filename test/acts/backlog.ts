import { type Acts, reads } from './act.ts';
import { pressed, typed } from './delivery.ts';
import { day, form, formBehind, formOf, found, handOver, option, options } from './fill.ts';
import { challenged, complete, heldId, idea, item, ready, revived, scored, tag, waiting } from './things.ts';
import { newTitle, stream, type Town } from './town.ts';

async function tagged(town: Town) {
  const { id, name } = await tag(town);
  const { key } = await item(town);
  await town.at.type('mei', 'checkout', `tag ${key} ${name}`);
  return id;
}

function isOn(shown: Record<string, unknown>): boolean {
  return Array.isArray(shown.selected_options) && shown.selected_options.length > 0;
}

/** What is in a backlog, in which order, and what it takes to be ready. */
export const backlog: Acts = {
  commands: {
    'ready KEY': async (town) => typed(`ready ${(await complete(town)).key}`),
    'add STREAM A title': async () => typed(`add PAY ${newTitle()}`),
    'order KEY top': async (town) => typed(`order ${(await item(town)).key} top`),
    'needs KEY OTHER': async (town) => typed(`needs ${(await item(town)).key} ${(await item(town)).key} its figures`),
    'needs KEY not OTHER': async (town) => {
      const { one: item_, other } = await waiting(town);
      return typed(`needs ${item_.key} not ${other.key}`);
    },
    'merge KEY into OTHER': async (town) => typed(`merge ${(await item(town)).key} into ${(await item(town)).key}`),
    'transfer KEY STREAM': async (town) => typed(`transfer ${(await item(town)).key} LOG`),
    'tag KEY Till': async (town) => typed(`tag ${(await item(town)).key} ${(await tag(town)).name}`),
    'challenge KEY whose is it?': async (town) => typed(`challenge ${(await item(town)).key} whose is it?`, 'oskar'),
    '': reads,
    KEY: reads,
    EPIC: reads,
    IDEA: reads,
    DECISION: reads,
    THEME: reads,
    RESULT: reads,
    show: reads,
    'show KEY': reads,
    'show EPIC': reads,
    'show DECISION': reads,
    'show IDEA': reads,
    'show THEME': reads,
    'show RESULT': reads,
    'backlog STREAM': reads,
    'order KEY': reads,
    order: { right: null },
    'order KEY below OTHER': async (town) => {
      const [above, below] = [await item(town), await item(town)];
      return typed(`order ${above.key} below ${below.key}`);
    },
    'score KEY': reads,
    'score EPIC': { right: 'scoreEpics' },
    'date KEY': reads,
    'date EPIC': { right: 'shape' },
    'challenge KEY': reads,
    'needs KEY': reads,
    'dependencies STREAM': reads,
    'split KEY': reads,
    'merge KEY': reads,
    'transfer KEY': reads,
    'health STREAM': reads,
    'policy STREAM': reads,
    'tags STREAM': reads,
    'tag KEY': reads,
    add: reads,
  },
  actions: {
    'backlog.ready': async (town) => pressed('backlog.ready', { itemId: (await complete(town)).id }),
    'backlog.addAnyway': async (town) => {
      const title = newTitle();
      await town.at.type('oskar', 'checkout', `add PAY ${title}`);
      return pressed('backlog.addAnyway', await heldId(town, () => town.at.type('mei', 'checkout', `add PAY ${title} again`)));
    },
    'order.place': async (town) => pressed('order.place', { itemId: (await item(town)).id, to: 'top' }),
    'order.override': {
      of: 'LOG',
      arrange: async (town) => {
        const { better, worse } = await scored(town);
        return pressed('order.override', { itemId: worse.id, where: 'above', key: better.key, reason: 'others wait for it' });
      },
    },
    'dependencies.remove': async (town) => {
      const { one: item_, other } = await waiting(town);
      return pressed('dependencies.remove', { itemId: item_.id, needsId: other.id });
    },
    'tags.remove': async (town) => pressed('tags.remove', { tagId: (await tag(town)).id }),
    'backlog.prepare': reads,
    'backlog.choose': reads,
    'backlog.moreRefining': reads,
    'backlog.more': reads,
    'order.ask': reads,
    'reshape.askSplit': reads,
    'reshape.askMerge': reads,
    'reshape.askTransfer': reads,
    'dependencies.ask': reads,
    'dependencies.more': reads,
    'externalDates.date': reads,
    'challenges.ask': reads,
    'tags.item': reads,
    'tags.more': reads,
    'tags.new': reads,
    'tags.open': reads,
    'tags.edit': reads,
    'tags.askMerge': reads,
    'policy.editReadiness': reads,
    'policy.editLimits': reads,
    'health.parkList': reads,
    'health.park': reads,
    'order.askOverride': {
      of: 'LOG',
      arrange: async (town) => {
        const { better, worse } = await scored(town);
        return pressed('order.askOverride', { itemId: worse.id, where: 'above', key: better.key });
      },
    },
    'scores.score': { of: 'LOG', arrange: async (town) => pressed('scores.score', { itemId: (await item(town, 'LOG')).id }) },
    'challenges.answer': async (town) => pressed('challenges.answer', { challengeId: await challenged(town), answer: 'keep' }),
  },
  forms: {
    'backlog.add': (town) => formOf(town, 'add'),
    'backlog.add (from a message, add_item)': (town) => handOver(town, 'add_item', ['title']),
    'backlog.prepare': async (town) => {
      const { key } = await item(town);
      return form(town, 'mei', async () => town.at.press('mei', await town.at.type('mei', 'checkout', key), 'Edit'));
    },
    'backlog.show': { shows: true, arrange: async (town) => formOf(town, 'show', { fill: { thing: found((await item(town)).key) } }) },
    'backlog.stream': {
      shows: true,
      arrange: async (town) => formBehind(town, 'backlog.choose', {}, { fill: { streamId: found(await stream(town, 'PAY')) } }),
    },
    'order.place (against the scores)': {
      of: 'LOG',
      needs: ['reason'],
      arrange: async (town) => formOf(town, `order ${(await scored(town)).worse.key}`, { fill: { to: option('top') } }),
    },
    'order.place': {
      idle: ['reason'],
      arrange: async (town) => {
        const { key } = await item(town);
        await town.at.type('mei', 'checkout', `order ${key} top`);
        return formOf(town, `order ${key}`);
      },
    },
    'order.placeAny': async (town) => {
      const { id, key } = await item(town);
      await town.at.type('mei', 'checkout', `order ${key} top`);
      return formOf(town, 'order', { fill: { itemId: found(id) } });
    },
    'order.override': {
      of: 'LOG',
      arrange: async (town) => {
        const { better, worse } = await scored(town);
        return formBehind(town, 'order.askOverride', { itemId: worse.id, where: 'above', key: better.key });
      },
    },
    'scores.score': {
      of: 'LOG',
      arrange: async (town) => formOf(town, `score ${(await item(town, 'LOG')).key}`, { fill: { value: option('8'), size: option('3') } }),
    },
    'externalDates.date': {
      needs: ['why'],
      stored: { why: 'item.external_reason' },
      arrange: async (town) =>
        formOf(town, `date ${(await item(town)).key}`, { fill: { on: day(`${new Date().getFullYear() + 2}-03-01`), why: 'The new law' } }),
    },
    'dependencies.needs': async (town) => {
      const { id } = await item(town);
      return formOf(town, `needs ${(await item(town)).key}`, { fill: { needsId: found(id) } });
    },
    'reshape.split': { own: ['titles'], arrange: async (town) => formOf(town, `split ${(await item(town)).key}`) },
    'reshape.split (in progress)': {
      own: ['titles'],
      arrange: async (town) => {
        const { key } = await ready(town);
        await town.at.type('mei', 'checkout', `order ${key} top`);
        await town.at.type('mei', 'checkout', `pull ${key}`);
        return formOf(town, `split ${key}`);
      },
    },
    'reshape.merge': async (town) => {
      const { id } = await item(town);
      return formOf(town, `merge ${(await item(town)).key}`, { fill: { into: found(id) } });
    },
    'reshape.transfer': async (town) => {
      const to = await stream(town, 'LOG');
      return formOf(town, `transfer ${(await item(town)).key}`, { fill: { streamId: option(to) } });
    },
    'tags.new': {
      takes: { name: (value) => !/[,;]/.test(value) },
      own: ['synonyms'],
      arrange: async (town) =>
        formBehind(town, 'tags.new', { streamId: await stream(town, 'PAY'), name: '' }, { fill: { name: newTitle().slice(0, 40) } }),
    },
    'tags.edit': {
      takes: { name: (value) => !/[,;]/.test(value) },
      own: ['synonyms'],
      arrange: async (town) => formBehind(town, 'tags.edit', { tagId: (await tag(town)).id }, { fill: { name: newTitle().slice(0, 40) } }),
    },
    'tags.merge': async (town) => {
      const [from, into] = [await tagged(town), await tag(town)];
      return formBehind(town, 'tags.askMerge', { tagId: from }, { fill: { into: option(into.id) } });
    },
    'tags.item': async (town) => {
      const { id } = await tag(town);
      return formOf(town, `tag ${(await item(town)).key}`, { fill: { tags: options(id) } });
    },
    'policy.readiness': {
      of: 'LOG',
      arrange: async (town) =>
        formBehind(
          town,
          'policy.editReadiness',
          { streamId: await stream(town, 'LOG') },
          {
            fill: { needsEvidence: (shown) => ({ ...shown, type: 'checkboxes', selected_options: isOn(shown) ? [] : [{ value: 'yes' }] }) },
          },
        ),
    },
    'policy.limits': {
      of: 'LOG',
      arrange: async (town) =>
        formBehind(
          town,
          'policy.editLimits',
          { streamId: await stream(town, 'LOG') },
          { fill: { sprintDays: (shown) => String((Number(shown.value) % 30) + 1) } },
        ),
    },
    'health.park': async (town) => {
      const [first, second] = [await ready(town), await ready(town)];
      return formBehind(town, 'health.park', { streamId: await stream(town, 'PAY'), itemIds: [first.id, second.id] });
    },
    // What is no feature needs no evidence; a waiver is kept all the same.
    'backlog.addRevived (no feature)': {
      idle: ['evidence'],
      stored: { waiver: 'decision.reason' },
      arrange: async (town) =>
        formBehind(
          town,
          'antiBacklog.onward',
          { ideaId: (await revived(town)).id, as: 'item' },
          { fill: { kind: option('enabler'), evidence: '' } },
        ),
    },
    'backlog.addRevived': {
      idle: ['waiver'],
      needs: ['evidence'],
      stored: { evidence: 'decision.reason', waiver: 'decision.reason' },
      arrange: async (town) => {
        const { id, key } = await idea(town);
        await town.at.type('mei', 'checkout', `revive ${key} it rains`);
        return formBehind(town, 'antiBacklog.onward', { ideaId: id, as: 'item' });
      },
    },
    'challenges.ask': async (town) => formOf(town, `challenge ${(await item(town)).key}`, {}, 'oskar'),
    'challenges.answer': async (town) => formBehind(town, 'challenges.answer', { challengeId: await challenged(town), answer: 'keep' }),
    'challenges.answer (parked)': async (town) =>
      formBehind(town, 'challenges.answer', { challengeId: await challenged(town), answer: 'park' }),
  },
  shortcuts: ['add_item'],
  lookups: { items: ['KEY'], ordered: ['KEY'], things: ['KEY', 'EPIC', 'IDEA'], streams: ['STREAM'] },
  watches: { 'backlog.add title': 'add' },
};
