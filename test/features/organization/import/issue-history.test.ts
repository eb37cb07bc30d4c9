import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { issueHistory, type Step } from '../../../../src/features/organization/import/issue-history.ts';
import { foldItemHistory } from '../../../../src/model/item/item-history.ts';

const STAGES = [
  { id: 'doing', name: 'doing', kind: 'active' },
  { id: 'review', name: 'review', kind: 'waiting' },
] as const;
const STEPS: Readonly<Record<string, Step>> = {
  Open: 'refining',
  Idea: 'refining',
  Ready: 'ready',
  Doing: { stageId: 'doing' },
  Review: { stageId: 'review' },
  Done: 'done',
  Dropped: 'parked',
};
const ADDED = { streamId: 's', key: 'S-1', title: 't', kind: 'feature', rank: 'a0' } as const;
const hour = (n: number) => new Date(Date.UTC(2026, 0, 1, n));

function history(...statuses: readonly string[]) {
  const changes = statuses.slice(1).map((to, index) => ({ line: index + 2, from: statuses[index] ?? '', to, at: hour(index + 1) }));
  const issue = { key: 'S-1', project: 'S', type: 'Story', summary: null, createdAt: hour(0), changes };
  return issueHistory(
    issue,
    ADDED,
    (status) => STEPS[status] ?? 'refining',
    (status) => status,
  );
}
const told = (...statuses: readonly string[]) => history(...statuses).map(({ event, at }) => `${event.kind}@${at.getUTCHours()}`);

describe('issueHistory', () => {
  it.each([
    [['Open'], ['added@0']],
    [['Open', 'Idea', 'Open'], ['added@0']],
    [
      ['Ready', 'Doing'],
      ['added@0', 'readied@0', 'pulled@1'],
    ],
    [
      ['Doing', 'Done'],
      ['added@0', 'pulled@0', 'finished@1'],
    ],
    [
      ['Open', 'Ready', 'Open', 'Done'],
      ['added@0', 'readied@1', 'unreadied@2', 'finished@3'],
    ],
    [
      ['Open', 'Doing', 'Review', 'Doing', 'Done'],
      ['added@0', 'pulled@1', 'moved@2', 'moved@3', 'finished@4'],
    ],
    [
      ['Open', 'Doing', 'Ready', 'Doing'],
      ['added@0', 'pulled@1', 'returned@2', 'pulled@3'],
    ],
    [
      ['Open', 'Doing', 'Done', 'Review', 'Done'],
      ['added@0', 'pulled@1', 'finished@2', 'reopened@3', 'finished@4'],
    ],
    [
      ['Open', 'Doing', 'Done', 'Open'],
      ['added@0', 'pulled@1', 'finished@2', 'reopened@3', 'returned@3'],
    ],
    [
      ['Open', 'Done', 'Open'],
      ['added@0', 'finished@1', 'returned@2'],
    ],
    [
      ['Open', 'Dropped', 'Open', 'Dropped', 'Ready'],
      ['added@0', 'parked@1', 'revived@2', 'parked@3', 'revived@4', 'readied@4'],
    ],
    [
      ['Open', 'Dropped', 'Doing'],
      ['added@0', 'parked@1', 'revived@2', 'pulled@2'],
    ],
    [
      ['Open', 'Dropped', 'Done'],
      ['added@0', 'parked@1', 'revived@2', 'finished@2'],
    ],
    [
      ['Open', 'Done', 'Dropped'],
      ['added@0', 'finished@1', 'parked@2'],
    ],
  ])('tells %j', (statuses, expected) => {
    expect(told(...statuses)).toEqual(expected);
  });

  it('counts flow from the first start to the last finish, over returns and reopenings', () => {
    const { item } = foldItemHistory(history('Open', 'Doing', 'Ready', 'Doing', 'Done', 'Review', 'Done'), STAGES);
    expect(item).toMatchObject({
      startedAt: hour(1),
      finishedAt: hour(6),
      returns: 1,
      reopened: 1,
      state: 'done',
      teamId: null,
      createdBy: null,
    });
  });

  it('ends where the issue stands, whatever way it took, and marks everything as imported', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Object.keys(STEPS)), { minLength: 1, maxLength: 20 }), (statuses) => {
        const events = history(...statuses);
        const { item } = foldItemHistory(events, STAGES);
        const last = STEPS[statuses.length > 1 ? (statuses.at(-1) ?? '') : 'Open'];
        expect(typeof last === 'object' ? [item.state, item.stageId] : item.state).toEqual(
          typeof last === 'object' ? ['delivery', last.stageId] : last,
        );
        expect(events.every((one) => one.imported && one.actorId === null)).toBe(true);
      }),
    );
  });
});
