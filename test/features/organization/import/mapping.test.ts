import { describe, expect, it } from 'vitest';
import type { Changelog } from '../../../../src/features/organization/import/changelog.ts';
import { defaultTarget } from '../../../../src/features/organization/import/default-target.ts';
import { mappingOf, printMapping } from '../../../../src/features/organization/import/mapping.ts';

const stage = (name: string, kind: 'active' | 'waiting') => ({ stage: name, kind });

const CHANGELOG: Changelog = {
  rows: 0,
  issues: [],
  skipped: [],
  oddities: [],
  types: ['Bug', 'Story', 'Chore'],
  statuses: [
    { name: 'To Do', category: 'To Do' },
    { name: 'In Progress', category: 'In Progress' },
    { name: 'Review', category: 'In Progress' },
    { name: "Can't Fix", category: 'Done' },
  ],
};
const file = (json: unknown) => ({ name: 'map.json', text: typeof json === 'string' ? json : JSON.stringify(json), damaged: false });

describe('the default mapping', () => {
  it.each([
    ['To Do', 'To Do', 'refining'],
    ['Backlog', 'To Do', 'refining'],
    ['Prioritized', 'To Do', 'ready'],
    ['Selected for Development', 'new', 'ready'],
    ['Not Ready', 'To Do', 'refining'],
    ['Deprioritized', 'To Do', 'refining'],
    ['In Progress', 'In Progress', stage('in progress', 'active')],
    ['Peer Review', 'indeterminate', stage('peer review', 'waiting')],
    ['Accepted', 'In Progress', stage('accepted', 'waiting')],
    ['Ready for QA', 'In Progress', stage('ready for qa', 'waiting')],
    ['Latest build', 'In Progress', stage('latest build', 'active')],
    ['Deployed', 'Done', 'done'],
    ["Can't Fix", 'Done', 'parked'],
    ['Won’t Do', 'Done', 'parked'],
    ['Duplicate', 'Done', 'parked'],
    ['Closed', '', 'done'],
    ['Open', '', 'refining'],
    ['Fertig', 'Fertig', stage('fertig', 'active')],
  ] as const)('takes %s (%s)', (name, category, expected) => {
    expect(defaultTarget(name, category)).toEqual(expected);
  });

  it('is what --print-map prints, and reads back the same', () => {
    const mapping = mappingOf(CHANGELOG, null);
    const again = mappingOf(CHANGELOG, file(printMapping(CHANGELOG, mapping)));
    expect([...again.statuses]).toEqual([...mapping.statuses]);
    expect([...again.kinds]).toEqual([...mapping.kinds]);
    expect(Object.fromEntries(mapping.kinds)).toEqual({ bug: 'defect', story: 'feature', chore: 'feature' });
  });
});

describe('a mapping file', () => {
  it('says what it says, in its order of stages, in any case, and names what the export lacks', () => {
    const mapping = mappingOf(
      CHANGELOG,
      file({
        statuses: {
          review: { stage: 'in review' },
          'IN PROGRESS': { stage: 'doing', kind: 'waiting' },
          "can't fix": 'done',
          Slip: 'ready',
        },
        kinds: { chore: 'debt' },
      }),
    );
    expect(Object.fromEntries(mapping.statuses)).toEqual({
      review: stage('in review', 'waiting'),
      'in progress': stage('doing', 'waiting'),
      "can't fix": 'done',
      'to do': 'refining',
    });
    expect([...mapping.statuses.keys()].slice(0, 2)).toEqual(['review', 'in progress']);
    expect(mapping.kinds.get('chore')).toBe('debt');
    expect(mapping.unused).toEqual(['slip']);
  });

  it.each([
    ['no JSON', '{', 'is no JSON'],
    ['another word', { statuses: { Review: 'reviewing' } }, 'statuses → Review is one of refining, ready, done, parked'],
    ['an unknown part', { status: {} }, 'status'],
    ['another kind', { kinds: { Bug: 'bug' } }, 'kinds → Bug is one of feature'],
    ['a stage without a name', { statuses: { Review: { stage: ' ' } } }, 'statuses → Review'],
    ['a list', [], 'does not fit'],
  ])('is refused with %s', (_, json, why) => {
    expect(() => mappingOf(CHANGELOG, file(json))).toThrow(why);
  });

  it('tells every problem at once', () => {
    expect(() => mappingOf(CHANGELOG, file({ statuses: { A: 'x' }, kinds: { B: 'y' } }))).toThrow(/statuses → A.*kinds → B/);
  });
});
