import { type Acts, reads } from './act.ts';
import { pressed, typed } from './delivery.ts';
import { day, formBehind, formOf, found } from './fill.ts';
import { blocked, blockedTogether, finished, item, ready, started, thing } from './things.ts';
import { newTitle, one, run, type Town, team } from './town.ts';

const noException = (town: Town) => run(town, 'DELETE FROM wip_exception');

/** In progress, and nothing else is expedited. */
async function calm(town: Town) {
  await run(town, 'UPDATE item SET expedite = false WHERE expedite');
  return started(town);
}

async function expedited(town: Town) {
  const { key } = await calm(town);
  await town.at.type('mei', 'checkout', `expedite ${key} It burns`);
  return thing(town, 'item', 'key', key);
}

/** Taking work, bringing it to done, and what comes between. */
export const pull: Acts = {
  commands: {
    pull: {
      right: null,
      arrange: async (town) => {
        await ready(town);
        return typed('pull');
      },
    },
    'pull KEY': {
      right: null,
      arrange: async (town) => {
        // Nothing stands above it, or a reason would be asked for first.
        const { key } = await ready(town);
        await town.at.type('mei', 'checkout', `order ${key} top`);
        return typed(`pull ${key}`);
      },
    },
    'done KEY': async (town) => typed(`done ${(await started(town)).key}`),
    'move KEY in review': async (town) => typed(`move ${(await started(town)).key} in review`),
    'block KEY rain': async (town) => typed(`block ${(await item(town)).key} ${newTitle()}`),
    'block KEY what holds another, too': async (town) => {
      const { key } = await blocked(town);
      const reason = await one(town, 'SELECT b.reason AS id FROM blocked_interval b JOIN item i ON i.id = b.item_id WHERE i.key = $1', key);
      return typed(`block ${(await item(town)).key} ${reason}`);
    },
    'unblock KEY': async (town) => typed(`unblock ${(await blocked(town)).key}`),
    'expedite KEY it burns': async (town) => typed(`expedite ${(await calm(town)).key} it burns`),
    'expedite KEY off': async (town) => typed(`expedite ${(await expedited(town)).key} off`),
    'exception it burns': {
      right: null,
      arrange: async (town) => {
        await noException(town);
        return typed('exception it burns');
      },
    },
    'unplanned A flood': { right: null, arrange: async () => typed(`unplanned ${newTitle()}`) },
    undo: async (town) => {
      await blocked(town);
      return typed('undo');
    },
    next: reads,
    board: reads,
    'block KEY': reads,
    block: { right: null },
    blockers: reads,
    'expedite KEY': reads,
    exception: { right: null },
    unplanned: { right: null },
    'correct KEY': async (town) => typed(`correct ${(await started(town)).key}`),
  },
  actions: {
    'chat.command': async (town) => pressed('chat.command', { text: `block ${(await item(town)).key} ${newTitle()}` }),
    'unplanned.goOn': async (town) => {
      await noException(town);
      const back = await started(town);
      const { id } = await ready(town);
      const teamId = await team(town);
      return pressed('unplanned.goOn', { teamId, heldId: null, itemId: id, how: 'swap', backId: back.id, version: back.version });
    },
    'pull.take': async (town) => {
      const { id, version } = await ready(town);
      return pressed('pull.take', { itemId: id, version, teamId: await team(town), reason: 'skill' });
    },
    'pull.move': async (town) => {
      const { id, version } = await started(town);
      return pressed('pull.move', { itemId: id, version, to: 'in review' });
    },
    'pull.finish': async (town) => {
      const { id, version } = await started(town);
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
    'blockers.join': async (town) => {
      const { blockerId } = await blockedTogether(town);
      const { id, version } = await item(town);
      return pressed('blockers.join', { itemId: id, version, blockerId });
    },
    'blockers.apart': async (town) => {
      const { id, version } = await item(town);
      return pressed('blockers.apart', { itemId: id, version, reason: newTitle() });
    },
    'blockers.freeOne': async (town) => {
      const { id, version } = (await blockedTogether(town)).items[0];
      return pressed('blockers.freeOne', { itemId: id, version });
    },
    'blockers.resolve': async (town) => pressed('blockers.resolve', { blockerId: (await blockedTogether(town)).blockerId }),
    'expedite.stop': async (town) => {
      const { id, version } = await expedited(town);
      return pressed('expedite.stop', { itemId: id, version });
    },
    'exception.end': async (town) => {
      await noException(town);
      await town.at.type('mei', 'checkout', 'exception it burns');
      return pressed('exception.end', { teamId: await team(town) });
    },
    'undo.act': async (town) => {
      const { id, revision } = await blocked(town);
      return pressed('undo.act', { itemId: id, of: revision });
    },
    'pull.notNow': reads,
    'pull.askBlock': reads,
    'exception.ask': reads,
    'expedite.ask': reads,
    'blockers.more': reads,
    'further.item': reads,
    'pull.askOther': async (town) => {
      const { id, version } = await ready(town);
      return pressed('pull.askOther', { itemId: id, version, teamId: await team(town) });
    },
    'learn.ask': async (town) => pressed('learn.ask', { itemId: (await finished(town)).id }),
    'corrections.correct': async (town) => pressed('corrections.correct', { itemId: (await finished(town)).id }),
    'blockers.open': async (town) => pressed('blockers.open', { blockerId: (await blockedTogether(town)).blockerId }),
  },
  forms: {
    'pull.block': { needs: ['reason'], arrange: async (town) => formOf(town, `block ${(await item(town)).key}`) },
    'pull.block (what holds others)': {
      idle: ['reason'],
      arrange: async (town) => {
        const { blockerId } = await blockedTogether(town);
        return formOf(town, `block ${(await item(town)).key}`, { keep: ['reason'], fill: { sameId: found(blockerId) } });
      },
    },
    'pull.blockAny': async (town) => formOf(town, 'block', { fill: { itemId: found((await item(town)).id) } }),
    'pull.otherReason': async (town) => {
      const { id, version } = await ready(town);
      return formBehind(town, 'pull.askOther', { itemId: id, version, teamId: await team(town) });
    },
    'expedite.item': async (town) => formOf(town, `expedite ${(await calm(town)).key}`),
    'exception.grant': async (town) => {
      await noException(town);
      return formOf(town, 'exception');
    },
    'unplanned.start': (town) => formOf(town, 'unplanned'),
    'learn.item': async (town) => formBehind(town, 'learn.ask', { itemId: (await finished(town)).id }),
    'corrections.correct': async (town) => {
      const { key } = await finished(town);
      // It was there before, so that its start can be an earlier day than the one that is noted.
      await run(
        town,
        "UPDATE item SET created_at = created_at - interval '9 days', started_at = started_at - interval '3 days' WHERE key = $1",
        key,
      );
      return formOf(town, `correct ${key}`, { fill: { startedOn: (shown) => day(dayBefore(String(shown.selected_date))) } });
    },
  },
  lookups: { blockers: [] },
};

function dayBefore(date: string): string {
  return new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
}
