import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { may, RIGHTS, type Right, type Scope } from '../../src/model/rights/rights.ts';
import type { Delivery } from '../acts/delivery.ts';
import { actions, commands, declared, type Entry, forms } from '../acts/index.ts';
import { writes } from '../acts/modes.ts';
import type { Town } from '../acts/town.ts';
import { startTestApp, warmUp } from '../support/app.ts';
import { openEither, type TestDatabase } from '../support/databases.ts';
import { fingerprint } from '../support/play.ts';
import { pressRaw, submitRaw } from '../support/raw.ts';
import { become, foundTowns, type Ids, ROLES, rolesOf } from './roles.ts';

// Everything that asks for a right is tried by every role, and what comes out is what the table says (RELIABILITY 4.6).

// How refusals for lack of a right begin, whoever says them.
const REFUSED =
  /^(This is for |Only |The order of .* is for its owner|The (policies|tags) of .* are for its owner|Whether to invest in .* is for leaders|You don't speak for that team)/;

let opened: TestDatabase;
let town: Town;
let ids: Ids;

beforeAll(async () => {
  opened = await openEither();
  const app = await startTestApp(opened, { demo: false });
  await warmUp(app);
  ({ town, ids } = await foundTowns(app));
});
afterAll(async () => {
  await town.app.stop();
  await opened.close();
});

const rights = Object.keys(RIGHTS) as Right[];

/** What an entry asks for: what is declared, unless the catalogue says better. */
function rightOf(declaredRight: Right | undefined, entry: Entry): Right | null {
  return entry.right === undefined ? (declaredRight ?? null) : entry.right;
}

const contracts = { actions: declared.actions, forms: declared.forms };
const rightIn = (kind: 'actions' | 'forms', name: string) => contracts[kind].find((one) => one.contract.name === name)?.right;
const TRIED = [
  ...commands.map(
    (one) => [`/flow ${one.entry}`, one, rightOf(declared.commands.find(({ name }) => name === one.name)?.right, one)] as const,
  ),
  ...actions.map((one) => [`button ${one.entry}`, one, rightOf(rightIn('actions', one.name), one)] as const),
  ...forms.map((one) => [`form ${one.entry}`, one, rightOf(rightIn('forms', one.name), one)] as const),
].flatMap(([title, act, right]) => (right === null || right === 'read' ? [] : [{ title, act: act as Entry, right }]));

describe('the table of rights', () => {
  it('has acts for every right that a handler declares or asks for', () => {
    const handlers = [...declared.commands, ...declared.actions, ...declared.forms];
    const named = handlers.flatMap((one) => [one.right, ...(('also' in one ? one.also : undefined) ?? [])]);
    const folder = new URL('../../src/features/', import.meta.url);
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const asked = sources.flatMap((name) =>
      [...readFileSync(new URL(name, folder), 'utf8').matchAll(/\b(?:requireRight|isAllowed|may)\((?:context, )?'(\w+)'/g)].map(
        (match) => match[1],
      ),
    );
    expect(new Set(asked).size).toBeGreaterThan(10);
    const tried = new Set<string | undefined>(['read', ...TRIED.map(({ right }) => right)]);
    expect([...named, ...asked].filter((right) => !tried.has(right))).toEqual([]);
    expect(rights.filter((right) => !tried.has(right))).toEqual([]);
  });

  it('is what a command says of itself: help and `who` tell it', () => {
    for (const one of commands) {
      const command = declared.commands.find(({ name }) => name === one.name);
      if (one.right) expect([command?.right, ...(command?.also ?? [])], one.entry).toContain(one.right);
    }
  });

  it('says who and what in words that help and `who` can use', () => {
    for (const { what, who } of Object.values(RIGHTS)) {
      expect(what).toMatch(/^[A-Z].*[^.]$/);
      expect(who).not.toBe('');
    }
  });
});

function scopeOf(right: Right, { of }: Entry): Scope {
  const asked = RIGHTS[right].of;
  if (asked === 'stream') return { streamId: of === 'LOG' ? ids.log : ids.pay };
  return asked === 'team' ? { teamId: ids.checkout } : {};
}

/** Does it; gives what was said. A form that opens is closed. */
async function perform(delivery: Delivery): Promise<string> {
  const { app, at } = town;
  const { as } = delivery;
  if (delivery.type === 'form') {
    const { errors, body } = await submitRaw(app, as, delivery.view, { state: { values: delivery.values } });
    return Object.values(errors)[0] ?? body;
  }
  if (delivery.type === 'action') {
    const where = { id: at.placeId(delivery.channel), name: delivery.channel };
    return (await pressRaw(app, as, where, { id: delivery.action, value: JSON.stringify({ d: delivery.data, n: randomUUID() }) })).text;
  }
  const told = await at.type(as, delivery.channel, delivery.text);
  if (app.driver.view(as)) await app.driver.close({ as });
  return told.text;
}

const changing = new Set(writes.map(([, act]) => act));

describe.each(rights.filter((right) => right !== 'read').map((right) => [right]))('%s', (right) => {
  const tried = TRIED.filter((one) => one.right === right);
  it.each(tried.map(({ title, act }, nth) => [title, act, nth] as const))(
    'is asked for, and had as the table says: %s',
    async (_title, act, nth) => {
      // What is everybody's is tried by everybody once, and by somebody without a role each time.
      const who = RIGHTS[right].of === 'everybody' && nth > 0 ? ROLES.slice(0, 1) : ROLES;
      /** Whoever is refused changes nothing, so the next one tries the same. */
      let untouched: Delivery | undefined;
      for (const role of who) {
        const delivery: Delivery = untouched ?? (await act.arrange(town));
        await town.app.idle();
        const giveBack = await become(town, delivery.as, role, ids);
        try {
          const before = await fingerprint(opened.database);
          const said = await perform(delivery);
          await town.app.idle();
          const after = await fingerprint(opened.database);
          const wrong = `${role}: ${said}`;
          if (may(right, rolesOf(role, ids), scopeOf(right, act))) {
            untouched = undefined;
            expect(said, wrong).not.toMatch(REFUSED);
            if (changing.has(act)) expect(after, wrong).not.toEqual(before);
          } else {
            untouched = delivery;
            expect(said, wrong).toMatch(REFUSED);
            expect(after, wrong).toEqual(before);
          }
        } finally {
          await giveBack();
        }
      }
    },
  );
});
