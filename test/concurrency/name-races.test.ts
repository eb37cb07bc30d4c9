import { afterAll, beforeAll, expect, it } from 'vitest';
import { warmUp } from '../support/app.ts';
import { describeServer, openTestServer, type TestDatabase } from '../support/databases.ts';
import { openRaw, stateOfView, submissionOf } from '../support/raw.ts';
import { startTwoApps, type TwoApps } from './two-apps.ts';

const AT_ONCE = 8;
const ROUNDS = 5;

// Both look whether the name is free, and both find that it is: the database says which of them was first.
describeServer('names that several people give at the same instant', () => {
  let opened: TestDatabase & { readonly url: string };
  let apps: TwoApps;
  const run = (sql: string, ...values: unknown[]) => opened.database.client.$executeRawUnsafe(sql, ...values);
  beforeAll(async () => {
    opened = await openTestServer();
    apps = await startTwoApps(opened, { demo: true });
    await warmUp(apps.first);
    await apps.first.driver.command({ as: 'amara', channel: 'general', text: '/flow strategy' });
  });
  afterAll(async () => {
    expect(apps.first.driver.refusals).toEqual([]);
    await apps.stop();
    await opened.close();
  });

  const input = (value: string) => ({ type: 'plain_text_input', value });
  /** A form that stays open, filled in; sending it is a delivery of its own. */
  async function filled(button: string, data: object, fill: Readonly<Record<string, string>>) {
    const { driver } = apps.first;
    await openRaw(apps.first, 'amara', 'general', button, data);
    const view = driver.view('amara');
    if (!view) throw new Error(`${button} opened nothing.`);
    await driver.close({ as: 'amara' });
    const given = Object.fromEntries(Object.entries(fill).map(([field, value]) => [field, { [field]: input(value) }]));
    return submissionOf(apps.first, 'amara', view, { state: { values: { ...stateOfView(view), ...given } } });
  }
  async function sendAll(forms: readonly Readonly<Record<string, string>>[]): Promise<string[]> {
    const answers = await Promise.all(forms.map((fields, n) => apps.post(n, fields)));
    expect(answers.map(({ status }) => status)).toEqual(forms.map(() => 200));
    return answers.map(({ body }) => body);
  }

  it('a theme gets it once; the others are answered as if they had come later', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const name = `Calm money ${round}`;
      const words = (n: number) => ({ name: n % 2 === 0 ? name : name.toUpperCase(), winWhere: 'Here' });
      const forms = [];
      for (let n = 0; n < AT_ONCE; n += 1) forms.push(await filled('strategy.newTheme', {}, words(n)));
      const told = (await sendAll(forms)).filter((body) => /is called that already/.test(body));
      expect(told).toHaveLength(AT_ONCE - 1);
      expect(await opened.database.client.theme.count({ where: { name: { equals: name, mode: 'insensitive' } } })).toBe(1);
    }
  });

  it('an objective gets it once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const title = `Nobody waits ${round}`;
      const forms = [];
      for (let n = 0; n < AT_ONCE; n += 1) forms.push(await filled('strategy.newObjective', {}, { title }));
      const told = (await sendAll(forms)).filter((body) => /There is an objective of this title already/.test(body));
      expect(told).toHaveLength(AT_ONCE - 1);
      expect(await opened.database.client.objective.count({ where: { title } })).toBe(1);
    }
  });

  it('a new theme and one that is renamed or taken up again do not come to share it', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const [was, name] = [`Plain ${round}`, `Fancy ${round}`];
      await sendAll([await filled('strategy.newTheme', {}, { name: was, winWhere: 'Here' })]);
      const { id } = await opened.database.client.theme.findFirstOrThrow({ where: { name: was } });
      const answers = await sendAll([
        await filled('strategy.newTheme', {}, { name, winWhere: 'There' }),
        await filled('strategy.editTheme', { themeId: id }, { name }),
      ]);
      expect(answers.filter((body) => /is called that already/.test(body))).toHaveLength(1);
      expect(await opened.database.client.theme.count({ where: { name } })).toBe(1);
    }
  });

  it('a theme is not retired while an epic comes to name it in a running bet', async () => {
    const { client } = opened.database;
    for (let round = 0; round < ROUNDS; round += 1) {
      await sendAll([await filled('strategy.newTheme', {}, { name: `Short ${round}`, winWhere: 'Here' })]);
      const theme = await client.theme.findFirstOrThrow({ where: { name: `Short ${round}` } });
      await run("UPDATE theme SET state = 'active' WHERE id = $1::uuid", theme.id);
      const bet = await client.epic.findFirstOrThrow({ where: { state: 'investing' } });
      await run('UPDATE epic SET theme_id = NULL WHERE id = $1::uuid', bet.id);
      const naming = await filled('portfolio.fill', { epicId: bet.id, part: 'theme' }, {});
      const payload = JSON.parse(naming.payload ?? '{}');
      payload.view.state.values.themeId = { themeId: { type: 'static_select', selected_option: { value: theme.id } } };
      const retiring = await filled('strategy.askRetire', { themeId: theme.id }, { reason: 'We won' });
      await sendAll([{ ...naming, payload: JSON.stringify(payload) }, retiring]);
      const [after, epic] = [
        await client.theme.findFirstOrThrow({ where: { id: theme.id } }),
        await client.epic.findFirstOrThrow({ where: { id: bet.id } }),
      ];
      // Whichever came first, the other was told.
      expect([after.state, epic.themeId]).toEqual(after.state === 'retired' ? ['retired', null] : ['active', theme.id]);
    }
  });
});
