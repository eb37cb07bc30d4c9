import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { features } from '../../src/features/index.ts';
import { may, RIGHTS, type Right } from '../../src/model/rights/rights.ts';
import { openEither } from '../support/databases.ts';
import { fingerprint, type SlackTold } from '../support/play.ts';
import type { Play } from '../support/scene.ts';
import { ACTS, type Act, type Ground, perform } from './acts.ts';
import { FORMS, type Late, takeRight } from './late.ts';
import { found, freshItem, PEOPLE, type Person, rolesOf, run, type Town } from './town.ts';

// Every role tries every right, and what comes out is what the table says (RELIABILITY 4.6).

let town: Town;
let at: Play<SlackTold>;

// How refusals for lack of a right begin, whoever says them.
const REFUSED =
  /^(This is for |Only |The order of .* is for its owner|The (policies|tags) of .* are for its owner|Whether to invest in .* is for leaders|You don't speak for that team)/;

beforeAll(async () => {
  town = await found(await openEither());
  at = town.at;
});
afterAll(async () => {
  await town.app.stop();
  await town.opened.close();
});

const rights = Object.keys(RIGHTS) as Right[];
const commands = features.flatMap((feature) => feature.commands);
const forms = features.flatMap((feature) => feature.forms);

describe('the table of rights', () => {
  it('has acts for every right that a handler declares or asks for', () => {
    const handlers = features.flatMap((feature) => [...feature.commands, ...feature.actions, ...feature.forms]);
    const declared = handlers.flatMap((one) => [one.right, ...(('also' in one ? one.also : undefined) ?? [])]);
    const folder = new URL('../../src/features/', import.meta.url);
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const asked = sources.flatMap((name) =>
      [...readFileSync(new URL(name, folder), 'utf8').matchAll(/\b(?:requireRight|isAllowed|may)\((?:context, )?'(\w+)'/g)].map(
        (match) => match[1],
      ),
    );
    expect(new Set(asked).size).toBeGreaterThan(10);
    const tried = new Set<string | undefined>(['read', ...Object.keys(ACTS)]);
    expect([...declared, ...asked].filter((right) => !tried.has(right))).toEqual([]);
    expect(rights.filter((right) => !tried.has(right))).toEqual([]);
  });

  it('is what a command says of itself: help and `who` tell it', () => {
    for (const [right, acts] of Object.entries(ACTS)) {
      for (const { words } of acts) {
        const name = words?.({ key: 'PAY-1', id: '', version: 1, other: 'PAY-2' }).split(' ')[0];
        const command = commands.find((one) => one.name === name);
        if (words) expect([command?.right, ...(command?.also ?? [])], `${name}: ${right}`).toContain(right);
      }
    }
  });

  it('says who and what in words that help and `who` can use', () => {
    for (const { what, who } of Object.values(RIGHTS)) {
      expect(what).toMatch(/^[A-Z].*[^.]$/);
      expect(who).not.toBe('');
    }
  });
});

describe.each(Object.entries(ACTS) as [Right, readonly Act[]][])('%s', (right, acts) => {
  /** Whoever is refused changes nothing, so the next one tries the same. */
  const untouched = new Map<Act, Ground>();
  async function groundOf(act: Act): Promise<Ground> {
    const known = untouched.get(act);
    if (known) return known;
    const item = await freshItem(town);
    const ground = { ...item, other: (await act.before?.(town, item)) ?? '' };
    await town.app.idle();
    untouched.set(act, ground);
    return ground;
  }

  it.each(PEOPLE)('is had by %s exactly as the table says', async (as: Person) => {
    for (const act of acts) {
      const ground = await groundOf(act);
      const allowed = may(right, rolesOf(as, town), act.scope(town.ids));
      const before = await fingerprint(town.opened.database);
      const said = await perform(town, act, as, ground);
      const after = await fingerprint(town.opened.database);
      const wrong = `${as}, ${right}, ${act.words?.(ground) ?? act.button?.[0]}: ${said}`;
      if (!allowed) {
        expect(said, wrong).toMatch(REFUSED);
        expect(after, wrong).toEqual(before);
        continue;
      }
      untouched.delete(act);
      expect(said, wrong).not.toMatch(REFUSED);
      if (act.writes) expect(after, wrong).not.toEqual(before);
    }
  });
});

describe('a right that goes while a form is open', () => {
  it('is tried with every form that is for an owner or a team', () => {
    const ruled = forms.filter((one) => ['stream', 'team'].includes(RIGHTS[one.right].of)).map((one) => one.contract.name);
    expect(ruled.filter((name) => !(name in FORMS))).toEqual([]);
  });

  it.each(Object.keys(FORMS))('is gone when it is sent: %s', async (name) => {
    const { as, open, values: given } = FORMS[name] as Late;
    const { driver } = town.app;
    await open(town, await freshItem(town));
    const view = driver.view(as);
    expect(view, name).toBeDefined();
    const values = typeof given === 'function' ? await given(town) : given;
    await town.app.idle();
    const giveBack = await takeRight(town, as);
    try {
      const before = await fingerprint(town.opened.database);
      await driver.submit({ as, view, values });
      const [said] = Object.values(driver.view(as)?.errors ?? {});
      expect(String(said), name).toMatch(REFUSED);
      expect(await fingerprint(town.opened.database), name).toEqual(before);
    } finally {
      await giveBack();
    }
    // The form is still open; with the right back, it does what it says.
    const before = await fingerprint(town.opened.database);
    const sent = await driver.submit({ as, view: driver.view(as), values });
    expect(sent.text, name).not.toBe('');
    expect(driver.view(as), name).toBeUndefined();
    expect(await fingerprint(town.opened.database), name).not.toEqual(before);
  });

  it('is gone for an admin, too: setup', async () => {
    await at.type('tomas', 'general', 'setup stream');
    const { driver } = town.app;
    const view = driver.view('tomas');
    await run(town, "UPDATE member SET is_admin = false WHERE name = 'tomas'");
    const before = await fingerprint(town.opened.database);
    await driver.submit({ as: 'tomas', view, values: { name: 'Third', key: 'THI' } });
    expect(JSON.stringify(driver.view('tomas')?.errors)).toContain('Only admins may change how Millrace is set up');
    expect(await fingerprint(town.opened.database)).toEqual(before);
    await run(town, "UPDATE member SET is_admin = true WHERE name = 'tomas'");
    await driver.close({ as: 'tomas' });
  });
});

describe('/flow who', () => {
  it('tells every right with its role, from the table', async () => {
    const { text } = await at.type('ruth', 'general', 'who');
    for (const { what, of } of Object.values(RIGHTS))
      expect(text.toLowerCase()).toContain(of === 'everybody' ? what.toLowerCase() : what.toLowerCase());
  });

  it('names who that is, and who can name one where there is nobody', async () => {
    expect((await at.type('ruth', 'general', 'who order')).text.replaceAll('*', '')).toContain('Payments: the owner of Payments (ines)');
    expect((await at.type('mei', 'checkout', 'who block')).text).toContain(
      'the owner of Payments (ines) and the teams that pull from it (Checkout)',
    );
    expect((await at.type('mei', 'checkout', 'who pull')).text).toContain('the people of Checkout (mei)');
    expect((await at.type('ruth', 'general', 'who setup')).text).toContain('admins: tomas');
    expect((await at.type('ruth', 'general', 'who outcome')).text).toContain('leaders: amara');
    expect((await at.type('ruth', 'general', 'who odrer')).text).toContain('Did you mean order?');
    expect((await at.type('ruth', 'general', 'who xylophone')).text).toContain("I don't know “xylophone”.");
    await run(town, "UPDATE value_stream SET owner_id = NULL WHERE key = 'LOG'");
    const item = 'LOG-1';
    expect((await at.type('ruth', 'general', `score ${item}`)).text).toBe(
      'This is for the owner of Logistics (nobody yet). An admin names one with /flow setup stream: tomas.',
    );
  });

  it('is what help says, too', async () => {
    expect((await at.type('ruth', 'general', 'help order')).text).toContain("Open to the stream's owner.");
    expect((await at.type('ruth', 'general', 'help done')).text).toContain("Open to the stream's owner and the teams that pull from it.");
    expect((await at.type('ruth', 'general', 'help transfer')).text).toContain("Open to the stream's owner.");
    expect((await at.type('ruth', 'general', 'help exception')).text).toContain('Open to the people of the team.');
  });
});
