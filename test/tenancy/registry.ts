import { z } from 'zod';
import { fieldOf } from '../../src/chat/field.ts';
import { features } from '../../src/features/index.ts';
import { ownersForm } from '../../src/features/kit/offers/beginning.ts';

/** Ids of one organization's things; keys are what people type. */
export interface Ids {
  readonly itemId: string;
  readonly streamId: string;
  readonly teamId: string;
  readonly memberId: string;
  readonly key: string;
  readonly streamKey: string;
  readonly epicId: string;
  readonly epicKey: string;
  readonly ideaId: string;
  readonly ideaKey: string;
  readonly tagId: string;
  readonly decisionKey: string;
  readonly blockerId: string;
  readonly challengeId: string;
  readonly themeId: string;
  readonly themeKey: string;
  readonly objectiveId: string;
  readonly keyResultId: string;
  readonly keyResultKey: string;
  readonly reviewId: string;
  /** Drafts that are held while a question about likeness is open, by the action that goes on with them. */
  readonly held: Readonly<Record<string, string>>;
}

/** What a handler is called with, given ids. */
export interface Row {
  /** A command's words by key, a button's data, a form's data and values. Missing: it takes no id. */
  readonly words?: (ids: Ids) => string;
  readonly data?: (ids: Ids) => Readonly<Record<string, unknown>>;
  readonly values?: (ids: Ids) => Readonly<Record<string, unknown>>;
}

/** A name may stand in the tables several times, with what differs in brackets: "show (epic)". */
export const nameOf = (entry: string) => entry.replace(/ \(.*\)$/, '');

const onTheme = { data: ({ themeId }: Ids) => ({ themeId, version: 1 }) };
const onItem = { data: ({ itemId }: Ids) => ({ itemId, version: 1 }) };

/** One row per handler: the whole of what can name a thing of another organization. */
export const COMMANDS: Readonly<Record<string, Row>> = {
  '': { words: ({ key }) => key },
  ' (epic)': { words: ({ epicKey }) => epicKey },
  ' (idea)': { words: ({ ideaKey }) => ideaKey },
  ' (decision)': { words: ({ decisionKey }) => decisionKey },
  ' (theme)': { words: ({ themeKey }) => themeKey },
  ' (key result)': { words: ({ keyResultKey }) => keyResultKey },
  help: {},
  who: {},
  setup: {},
  // A code is no id: what one of another organization does is in test/features/organization/accounts/attack.test.ts.
  account: {},
  next: {},
  board: {},
  pull: { words: ({ key }) => `pull ${key}` },
  done: { words: ({ key }) => `done ${key}` },
  move: { words: ({ key }) => `move ${key} in review` },
  block: { words: ({ key }) => `block ${key} rain` },
  unblock: { words: ({ key }) => `unblock ${key}` },
  ready: { words: ({ key }) => `ready ${key}` },
  show: { words: ({ key }) => `show ${key}` },
  'show (epic)': { words: ({ epicKey }) => `show ${epicKey}` },
  'show (decision)': { words: ({ decisionKey }) => `show ${decisionKey}` },
  'show (idea)': { words: ({ ideaKey }) => `show ${ideaKey}` },
  'show (theme)': { words: ({ themeKey }) => `show ${themeKey}` },
  'show (key result)': { words: ({ keyResultKey }) => `show ${keyResultKey}` },
  strategy: { words: ({ themeKey }) => `strategy ${themeKey}` },
  'strategy (key result)': { words: ({ keyResultKey }) => `strategy ${keyResultKey}` },
  roadmap: {},
  review: { words: ({ epicKey }) => `review ${epicKey}` },
  why: { words: ({ key }) => `why ${key}` },
  'why (epic)': { words: ({ epicKey }) => `why ${epicKey}` },
  'why (idea)': { words: ({ ideaKey }) => `why ${ideaKey}` },
  order: { words: ({ key }) => `order ${key} top` },
  'order (which place?)': { words: ({ key }) => `order ${key}` },
  'order (neighbour)': { words: ({ key }) => `order PAY-1 below ${key}` },
  outcome: { words: ({ epicKey }) => `outcome ${epicKey}` },
  'outcome (item)': { words: ({ key }) => `outcome ${key}` },
  park: { words: ({ key }) => `park ${key}` },
  'park (epic)': { words: ({ epicKey }) => `park ${epicKey}` },
  'park (idea)': { words: ({ ideaKey }) => `park ${ideaKey}` },
  parked: { words: ({ ideaKey }) => `parked ${ideaKey}` },
  revive: { words: ({ ideaKey }) => `revive ${ideaKey}` },
  'revive (at once)': { words: ({ ideaKey }) => `revive ${ideaKey} It rains` },
  'revive (item)': { words: ({ key }) => `revive ${key} It rains` },
  'revive (epic)': { words: ({ epicKey }) => `revive ${epicKey} It rains` },
  // Their words are a title, a way of filling, or nothing; none of it is looked up by key or id.
  propose: {},
  portfolio: {},
  import: {},
  // Opens its form; a key of the other's is words of the question, as every other word.
  decide: {},
  decisions: { words: ({ decisionKey }) => `decisions ${decisionKey}` },
  blockers: {},
  score: { words: ({ key }) => `score ${key}` },
  'score (epic)': { words: ({ epicKey }) => `score ${epicKey}` },
  invest: { words: ({ epicKey }) => `invest ${epicKey}` },
  hold: { words: ({ epicKey }) => `hold ${epicKey}` },
  stop: { words: ({ epicKey }) => `stop ${epicKey}` },
  // Of all bets that run here.
  'review (bets)': {},
  date: { words: ({ key }) => `date ${key}` },
  'date (epic)': { words: ({ epicKey }) => `date ${epicKey}` },
  correct: { words: ({ key }) => `correct ${key}` },
  challenge: { words: ({ key }) => `challenge ${key} Why?` },
  'challenge (by form)': { words: ({ key }) => `challenge ${key}` },
  needs: { words: ({ key }) => `needs ${key} PAY-1` },
  'needs (what?)': { words: ({ key }) => `needs ${key}` },
  'needs (the other)': { words: ({ key }) => `needs PAY-1 ${key}` },
  'needs (no longer)': { words: ({ key }) => `needs PAY-1 not ${key}` },
  dependencies: { words: ({ streamKey }) => `dependencies ${streamKey}` },
  // One's own last act, by who asks.
  undo: {},
  exception: {},
  // A title; a first word that is no stream's key here is part of it, as with add.
  unplanned: {},
  expedite: { words: ({ key }) => `expedite ${key} rain` },
  'expedite (why?)': { words: ({ key }) => `expedite ${key}` },
  'expedite (off)': { words: ({ key }) => `expedite ${key} off` },
  split: { words: ({ key }) => `split ${key}` },
  merge: { words: ({ key }) => `merge ${key} into PAY-1` },
  'merge (into which?)': { words: ({ key }) => `merge ${key}` },
  'merge (into)': { words: ({ key }) => `merge PAY-1 into ${key}` },
  transfer: { words: ({ key }) => `transfer ${key} PAY` },
  'transfer (which stream?)': { words: ({ key }) => `transfer ${key}` },
  'transfer (stream)': { words: ({ streamKey }) => `transfer PAY-1 ${streamKey}` },
  backlog: { words: ({ streamKey }) => `backlog ${streamKey}` },
  health: { words: ({ streamKey }) => `health ${streamKey}` },
  policy: { words: ({ streamKey }) => `policy ${streamKey}` },
  tags: { words: ({ streamKey }) => `tags ${streamKey}` },
  tag: { words: ({ key }) => `tag ${key}` },
  'tag (at once)': { words: ({ key }) => `tag ${key} Till` },
  // A word that is no stream's key here is part of the title: another organization's key must be, too.
  add: { words: ({ streamKey, itemId }) => `add ${streamKey} ${itemId}` },
};

export const ACTIONS: Readonly<Record<string, Row>> = {
  'pull.take': { data: ({ itemId, teamId }) => ({ itemId, version: 1, teamId }) },
  'pull.askOther': { data: ({ itemId, teamId }) => ({ itemId, version: 1, teamId }) },
  'unplanned.goOn': { data: ({ teamId, itemId }) => ({ teamId, heldId: null, itemId, how: 'swap', backId: itemId, version: 1 }) },
  'pull.notNow': {},
  'exception.ask': { data: ({ teamId }) => ({ teamId }) },
  'exception.end': { data: ({ teamId }) => ({ teamId }) },
  'expedite.ask': onItem,
  'expedite.stop': onItem,
  'learn.ask': { data: ({ itemId }) => ({ itemId }) },
  'reshape.askSplit': { data: ({ itemId }) => ({ itemId }) },
  'reshape.askMerge': { data: ({ itemId }) => ({ itemId }) },
  'reshape.askTransfer': { data: ({ itemId }) => ({ itemId }) },
  'pull.move': { data: ({ itemId }) => ({ itemId, version: 1, to: 'in review' }) },
  'pull.finish': onItem,
  'pull.askBlock': onItem,
  'pull.unblock': onItem,
  'blockers.join': { data: ({ itemId, blockerId }) => ({ itemId, version: 1, blockerId }) },
  'blockers.apart': { data: ({ itemId }) => ({ itemId, version: 1, reason: 'Rain' }) },
  'blockers.freeOne': onItem,
  'blockers.resolve': { data: ({ blockerId }) => ({ blockerId }) },
  'blockers.open': { data: ({ blockerId }) => ({ blockerId }) },
  'blockers.more': {},
  'dependencies.ask': { data: ({ itemId }) => ({ itemId }) },
  'dependencies.remove': { data: ({ itemId }) => ({ itemId, needsId: itemId }) },
  'dependencies.more': { data: ({ streamId }) => ({ streamId, after: 0 }) },
  'order.override': { data: ({ itemId, key }) => ({ itemId, where: 'below', key, reason: 'a date outside' }) },
  'order.askOverride': { data: ({ itemId, key }) => ({ itemId, where: 'below', key }) },
  'scores.score': { data: ({ itemId }) => ({ itemId }) },
  'externalDates.date': { data: ({ itemId }) => ({ itemId }) },
  'corrections.correct': { data: ({ itemId }) => ({ itemId }) },
  'challenges.ask': { data: ({ itemId }) => ({ itemId }) },
  'challenges.answer': { data: ({ challengeId }) => ({ challengeId, answer: 'keep' }) },
  'further.item': { data: ({ itemId }) => ({ itemId }) },
  'decisions.more': {},
  'decisions.anew': { data: ({ decisionKey }) => ({ key: decisionKey }) },
  'pull.team': { data: ({ teamId }) => ({ teamId, text: 'next' }) },
  'backlog.prepare': { data: ({ itemId }) => ({ itemId }) },
  'backlog.ready': { data: ({ itemId }) => ({ itemId }) },
  'backlog.addAnyway': { data: ({ held }) => ({ heldId: held['backlog.addAnyway'] }) },
  'backlog.choose': {},
  'backlog.moreRefining': { data: ({ streamId }) => ({ streamId, after: 0 }) },
  'tags.item': { data: ({ itemId }) => ({ itemId }) },
  'tags.more': { data: ({ streamId }) => ({ streamId, after: 0 }) },
  'tags.new': { data: ({ streamId }) => ({ streamId, name: 'A tag' }) },
  'tags.open': { data: ({ tagId }) => ({ tagId }) },
  'tags.edit': { data: ({ tagId }) => ({ tagId }) },
  'tags.askMerge': { data: ({ tagId }) => ({ tagId }) },
  'tags.remove': { data: ({ tagId }) => ({ tagId }) },
  'policy.editReadiness': { data: ({ streamId }) => ({ streamId }) },
  'policy.editLimits': { data: ({ streamId }) => ({ streamId }) },
  'health.parkList': { data: ({ streamId }) => ({ streamId }) },
  'health.park': { data: ({ streamId, itemId }) => ({ streamId, itemIds: [itemId] }) },
  'backlog.more': { data: ({ streamId }) => ({ streamId, after: 0 }) },
  'order.place': { data: ({ itemId }) => ({ itemId, to: 'bottom' }) },
  'order.ask': { data: ({ itemId }) => ({ itemId }) },
  'undo.act': { data: ({ itemId }) => ({ itemId, of: 1 }) },
  'fill.paste': { data: ({ streamId }) => ({ streamId }) },
  'fill.samples': { data: ({ streamId }) => ({ streamId }) },
  'fill.import': {},
  'portfolio.propose': {},
  'portfolio.proposeAnyway': { data: ({ held }) => ({ heldId: held['portfolio.proposeAnyway'] }) },
  'portfolio.move': { data: ({ epicId }) => ({ epicId, version: 1, to: 'exploring' }) },
  'portfolio.details': { data: ({ epicId }) => ({ epicId }) },
  'portfolio.outcome': { data: ({ epicId }) => ({ epicId }) },
  'portfolio.date': { data: ({ epicId }) => ({ epicId }) },
  'portfolio.fill': { data: ({ epicId }) => ({ epicId, part: 'hypothesis' }) },
  'portfolio.fill (theme)': { data: ({ epicId }) => ({ epicId, part: 'theme' }) },
  'portfolio.askHold': { data: ({ epicId }) => ({ epicId }) },
  'portfolio.askStop': { data: ({ epicId, reviewId }) => ({ epicId, reviewId }) },
  'portfolio.askEndException': { data: ({ epicId }) => ({ epicId }) },
  'portfolio.askOverride': { data: ({ epicId }) => ({ epicId }) },
  'portfolio.score': { data: ({ epicId }) => ({ epicId }) },
  'portfolio.scoreColumn': {},
  'portfolio.scorePart': { data: ({ epicId }) => ({ epicId, revision: 1, part: 'value', value: 3, after: 1, all: false }) },
  'portfolio.editLimits': {},
  'portfolio.editShares': {},
  'portfolio.review': {},
  'portfolio.askStep': { data: ({ reviewId, epicId }) => ({ reviewId, epicId, choice: 'continue' }) },
  'portfolio.startNext': { data: ({ reviewId, epicId }) => ({ reviewId, epicId, version: 1 }) },
  'portfolio.betBefore': { data: ({ reviewId, epicId }) => ({ reviewId, epicId, version: 1, reason: 'a date outside' }) },
  'portfolio.closeReview': { data: ({ reviewId }) => ({ reviewId }) },
  'portfolio.helpWrite': {},
  'portfolio.more': {},
  'portfolio.sayWhere': {},
  'portfolio.listRunning': {},
  'portfolio.nameOwners': {},
  'portfolio.askOwners': {},
  'portfolio.skip': {},
  'outcomes.review': { data: ({ epicId }) => ({ epicId }) },
  'outcomes.more': {},
  'outcomes.versions': { data: ({ epicId }) => ({ epicId }) },
  'strategy.newTheme': {},
  'strategy.editTheme': onTheme,
  'strategy.activate': onTheme,
  'strategy.confirm': onTheme,
  'strategy.askRetire': onTheme,
  'strategy.newObjective': {},
  'strategy.objective': { data: ({ objectiveId }) => ({ objectiveId }) },
  'strategy.editObjective': { data: ({ objectiveId }) => ({ objectiveId }) },
  'strategy.retireObjective': { data: ({ objectiveId }) => ({ objectiveId, revision: 1 }) },
  'strategy.newKeyResult': { data: ({ objectiveId }) => ({ objectiveId }) },
  'strategy.editKeyResult': { data: ({ keyResultId }) => ({ keyResultId }) },
  'strategy.measure': { data: ({ keyResultId }) => ({ keyResultId }) },
  'strategy.retireKeyResult': { data: ({ keyResultId }) => ({ keyResultId, revision: 1 }) },
  'antiBacklog.park': { data: ({ itemId }) => ({ kind: 'item', id: itemId }) },
  'antiBacklog.park (epic)': { data: ({ epicId }) => ({ kind: 'epic', id: epicId }) },
  'antiBacklog.words': {},
  'antiBacklog.revive': { data: ({ ideaId }) => ({ ideaId }) },
  'antiBacklog.onward': { data: ({ ideaId }) => ({ ideaId, as: 'item' }) },
  'antiBacklog.onward (epic)': { data: ({ ideaId }) => ({ ideaId, as: 'epic' }) },
  'antiBacklog.parkAnyway': { data: ({ held }) => ({ heldId: held['antiBacklog.parkAnyway'] }) },
  'antiBacklog.more': {},
  'likeness.look': { data: ({ key }) => ({ key }) },
  'likeness.look (epic)': { data: ({ epicKey }) => ({ key: epicKey }) },
  'likeness.look (idea)': { data: ({ ideaKey }) => ({ key: ideaKey }) },
  'likeness.support': { data: ({ itemId, held }) => ({ kind: 'item', id: itemId, heldId: held['backlog.addAnyway'] }) },
  'likeness.support (epic)': { data: ({ epicId, held }) => ({ kind: 'epic', id: epicId, heldId: held['portfolio.proposeAnyway'] }) },
  'likeness.support (idea)': { data: ({ ideaId, held }) => ({ kind: 'idea', id: ideaId, heldId: held['antiBacklog.parkAnyway'] }) },
  'setup.overview': {},
  'setup.organization': {},
  'setup.lead': {},
  'setup.leadLater': {},
  'setup.test': {},
  'setup.arrived': {},
  'setup.missing': {},
  'setup.myTeam': {},
  'setup.linkTeam': { data: ({ teamId }) => ({ teamId }) },
  'setup.newTeam': {},
  'setup.linkPortfolio': {},
  'setup.join': {},
  'setup.stream': { data: ({ streamId }) => ({ streamId }) },
  'setup.team': { data: ({ teamId }) => ({ teamId }) },
  'setup.link': {},
  'setup.unlink': {},
  'setup.roles': {},
  'doors.connect': {},
  'doors.workspaceCode': {},
  'doors.enterCode': {},
  'doors.personCode': {},
  'doors.enterPersonCode': {},
  'doors.agree': {},
  'doors.decline': {},
};

const POLICY = {
  checks: ['purpose', 'criteria', 'small'],
  expediteLimit: 1,
  freeTop: 1,
  sprintDays: 14,
  scored: false,
  technicalShare: 20,
  slack: true,
  slackEnforced: false,
  needsEvidence: true,
  version: 1,
};

export const FORMS: Readonly<Record<string, Row>> = {
  'setup.organization': {},
  'setup.stream': { data: ({ streamId }) => ({ streamId }), values: ({ memberId }) => ({ ownerId: memberId }) },
  'setup.team': {
    data: ({ teamId }) => ({ teamId }),
    values: ({ streamId, memberId }) => ({ streamIds: [streamId], memberIds: [memberId] }),
  },
  'setup.link': { values: ({ teamId }) => ({ target: `team:${teamId}` }) },
  'setup.roles': { values: ({ memberId }) => ({ adminIds: [memberId], leaderIds: [memberId] }) },
  'setup.ownTeam': { values: ({ streamId }) => ({ streamIds: [streamId] }) },
  'backlog.add': { values: ({ streamId, epicId }) => ({ streamId, epicId }) },
  'backlog.show': { values: ({ key }) => ({ thing: key }) },
  'backlog.show (epic)': { values: ({ epicKey }) => ({ thing: epicKey }) },
  'backlog.show (idea)': { values: ({ ideaKey }) => ({ thing: ideaKey }) },
  'backlog.stream': { values: ({ streamId }) => ({ streamId }) },
  'why.any': { values: ({ key }) => ({ thing: key }) },
  'why.any (epic)': { values: ({ epicKey }) => ({ thing: epicKey }) },
  'why.any (idea)': { values: ({ ideaKey }) => ({ thing: ideaKey }) },
  'order.placeAny': { values: ({ itemId }) => ({ itemId, nextTo: itemId }) },
  'backlog.addRevived': { data: ({ ideaId }) => ({ ideaId }), values: ({ streamId, epicId }) => ({ streamId, epicId }) },
  // Ticks are offered by the stream's policy, so they are tried like ids.
  'backlog.prepare': { data: ({ itemId }) => ({ itemId }), values: ({ epicId }) => ({ epicId, confirmed: [epicId] }) },
  'tags.new': { data: ({ streamId }) => ({ streamId }) },
  'tags.edit': { data: ({ tagId }) => ({ tagId, was: 'Till' }) },
  'tags.merge': { data: ({ tagId }) => ({ tagId }), values: ({ tagId }) => ({ into: tagId }) },
  'tags.item': { data: ({ itemId }) => ({ itemId, was: [] }), values: ({ tagId }) => ({ tags: [tagId] }) },
  'policy.readiness': { data: ({ streamId }) => ({ streamId, was: POLICY }) },
  'policy.limits': { data: ({ streamId }) => ({ streamId, was: POLICY }) },
  'health.park': { data: ({ streamId, itemId }) => ({ streamId, itemIds: [itemId] }) },
  'order.place': { data: ({ itemId }) => ({ itemId }), values: ({ key }) => ({ to: `below ${key}` }) },
  'fill.list': { values: ({ streamId }) => ({ streamId }) },
  // Whom an outcome is for is chosen from a menu that is given when it is shown, so it is tried like an id.
  'portfolio.propose': { values: ({ epicId }) => ({ affects: epicId }) },
  'portfolio.outcome': { data: ({ epicId }) => ({ epicId, revision: 1 }), values: ({ epicId }) => ({ affects: epicId }) },
  'portfolio.details': {
    data: ({ epicId }) => ({ epicId, revision: 1 }),
    values: ({ streamId, memberId, themeId, keyResultId }) => ({ streamId, ownerId: memberId, themeId, keyResultId }),
  },
  'outcomes.review': { data: ({ epicId }) => ({ epicId, revision: 1 }) },
  'strategy.theme': { data: ({ themeId }) => ({ themeId, revision: 1 }) },
  'strategy.retire': { data: ({ themeId }) => ({ themeId }) },
  'strategy.objective': { data: ({ objectiveId }) => ({ objectiveId, revision: 1 }), values: ({ themeId }) => ({ themeId }) },
  'strategy.keyResult': { data: ({ objectiveId, keyResultId }) => ({ objectiveId, keyResultId, revision: 1 }) },
  'strategy.keyResult (new)': { data: ({ objectiveId }) => ({ objectiveId, keyResultId: null, revision: 0 }) },
  'strategy.measure': { data: ({ keyResultId }) => ({ keyResultId, revision: 1 }) },
  'portfolio.hypothesis': { data: ({ epicId }) => ({ epicId, revision: 1 }) },
  'portfolio.case': { data: ({ epicId }) => ({ epicId, revision: 1 }) },
  'portfolio.owner': { data: ({ epicId }) => ({ epicId, revision: 1 }), values: ({ memberId }) => ({ ownerId: memberId }) },
  'portfolio.stream': { data: ({ epicId }) => ({ epicId, revision: 1 }), values: ({ streamId }) => ({ streamId }) },
  'portfolio.theme': { data: ({ epicId }) => ({ epicId, revision: 1 }), values: ({ themeId }) => ({ themeId }) },
  'portfolio.evidence': { data: ({ epicId }) => ({ epicId, revision: 1 }) },
  'portfolio.hold': { data: ({ epicId }) => ({ epicId, version: 1 }) },
  'portfolio.stop': { data: ({ epicId, reviewId }) => ({ epicId, version: 1, reviewId }) },
  'portfolio.override': { data: ({ epicId }) => ({ epicId, version: 1 }) },
  'portfolio.endException': { data: ({ epicId }) => ({ epicId }) },
  'portfolio.score': { data: ({ epicId }) => ({ epicId, revision: 1 }) },
  'portfolio.where': {},
  'portfolio.running': {},
  'portfolio.owners': {
    data: ({ epicId }) => ({ epicIds: [epicId] }),
    values: ({ memberId }) => Object.fromEntries(Object.keys(ownersForm.fields).map((place) => [place, memberId])),
  },
  'portfolio.limits': {},
  'portfolio.shares': {},
  'portfolio.reviewStep': { data: ({ reviewId, epicId }) => ({ reviewId, epicId, choice: 'continue' }) },
  'portfolio.date': { data: ({ epicId }) => ({ epicId, revision: 1 }) },
  'antiBacklog.parkIdea': {},
  'antiBacklog.parkAny': { values: ({ key }) => ({ thing: key }) },
  'antiBacklog.parkAny (epic)': { values: ({ epicKey }) => ({ thing: epicKey }) },
  'antiBacklog.parkAny (idea)': { values: ({ ideaKey }) => ({ thing: ideaKey }) },
  'antiBacklog.reviveAny': { values: ({ ideaKey }) => ({ thing: ideaKey }) },
  'antiBacklog.parkThing': { data: ({ itemId }) => ({ kind: 'item', id: itemId, version: 1 }) },
  'antiBacklog.parkThing (epic)': { data: ({ epicId }) => ({ kind: 'epic', id: epicId, version: 1 }) },
  'antiBacklog.revive': { data: ({ ideaKey }) => ({ key: ideaKey }) },
  'antiBacklog.revive (item)': { data: ({ key }) => ({ key }) },
  'antiBacklog.revive (epic)': { data: ({ epicKey }) => ({ key: epicKey }) },
  'pull.blockAny': { values: ({ itemId }) => ({ itemId }) },
  'doors.enterCode': {},
  'doors.enterPersonCode': {},
  'pull.otherReason': { data: ({ itemId, teamId }) => ({ itemId, version: 1, teamId }) },
  'exception.grant': { data: ({ teamId }) => ({ teamId }) },
  'expedite.item': { data: ({ itemId }) => ({ itemId, version: 1 }) },
  'learn.item': { data: ({ itemId }) => ({ itemId }) },
  'unplanned.start': { data: ({ teamId }) => ({ teamId }), values: ({ streamId }) => ({ streamId }) },
  'reshape.split': { data: ({ itemId }) => ({ itemId, version: 1 }) },
  'reshape.merge': { data: ({ itemId }) => ({ itemId }), values: ({ itemId }) => ({ into: itemId }) },
  'reshape.transfer': { data: ({ itemId }) => ({ itemId }), values: ({ streamId }) => ({ streamId }) },
  'pull.block': { data: ({ itemId }) => ({ itemId, version: 1 }), values: ({ blockerId }) => ({ sameId: blockerId }) },
  'dependencies.needs': { data: ({ itemId }) => ({ itemId }), values: ({ itemId }) => ({ needsId: itemId }) },
  'order.override': { data: ({ itemId }) => ({ itemId, where: 'top', key: null }) },
  'order.override (neighbour)': { data: ({ itemId, key }) => ({ itemId, where: 'below', key }) },
  'scores.score': { data: ({ itemId }) => ({ itemId }) },
  'externalDates.date': { data: ({ itemId }) => ({ itemId }) },
  'corrections.correct': { data: ({ itemId }) => ({ itemId, version: 1 }) },
  'challenges.ask': { data: ({ itemId }) => ({ itemId }) },
  'challenges.answer': { data: ({ challengeId }) => ({ challengeId, answer: 'keep' }) },
  'decisions.decide': { values: ({ key }) => ({ aboutId: key }) },
  'decisions.decide (epic)': { values: ({ epicKey }) => ({ aboutId: epicKey }) },
};

/** What is typed to find things of these ids: by key, and by the beginning of a title or name that only the other has. */
export const LOOKUPS: Readonly<Record<string, (ids: Ids) => readonly string[]>> = {
  items: ({ key }) => [key, 'Theirs'],
  epics: ({ epicKey }) => [epicKey, 'Theirs'],
  blockers: () => ['Theirs: fog'],
  people: () => ['Ruth'],
  streams: ({ streamKey }) => [streamKey, 'Second'],
  ordered: ({ key }) => [key, 'Theirs'],
  work: ({ key, epicKey }) => [key, epicKey, 'Theirs'],
  things: ({ key, epicKey, ideaKey }) => [key, epicKey, ideaKey, 'Theirs'],
  parked: ({ ideaKey }) => [ideaKey, 'Theirs'],
};

/** Forms with a field that is looked at while it is typed: what is typed is a title, so a title of the other's. */
export const WATCHES: Readonly<Record<string, string>> = {
  'backlog.add title': 'add',
  'portfolio.propose title': 'propose',
  'antiBacklog.parkIdea title': 'park Something',
  'antiBacklog.parkAny title': 'park',
};

/** Entries in the menu of a message: they get its text and address, and no id. */
export const SHORTCUTS: readonly string[] = ['park_idea', 'add_item', 'propose_epic', 'note_decision'];

/** Names of a contract's fields that hold ids, read from its schema, so that a new one cannot be forgotten. */
export function idsIn(schema: z.ZodType): string[] {
  if (!(schema instanceof z.ZodObject)) throw new Error('The data of a contract is an object.');
  return Object.keys(schema.shape).filter((name) => /^(id|key)$|Ids?$/.test(name));
}

/** Fields of a form whose value names something: people, and menus that are filled from the database. */
export function namingFields(fields: Readonly<Record<string, z.ZodType>>): string[] {
  return Object.entries(fields).flatMap(([name, schema]) => {
    const field = fieldOf(schema);
    if (['person', 'people', 'lookup', 'lookups'].includes(field.type)) return [name];
    return (field.type === 'choice' || field.type === 'choices') && field.options === undefined ? [name] : [];
  });
}

export const registered = {
  commands: features.flatMap((feature) => feature.commands).map((one) => one.name),
  actions: features.flatMap((feature) => feature.actions).map((one) => one.contract),
  forms: features.flatMap((feature) => feature.forms).map((one) => one.contract),
  lookups: features.flatMap((feature) => feature.lookups ?? []),
  watches: features.flatMap((feature) => feature.watches ?? []),
  shortcuts: features.flatMap((feature) => feature.shortcuts ?? []),
};
