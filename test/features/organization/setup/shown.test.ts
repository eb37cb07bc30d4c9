import { afterAll, expect, it } from 'vitest';
import { appForSuite } from '../../../support/app.ts';
import { describeDatabases } from '../../../support/databases.ts';
import { play, row, setUp, userId } from '../../../support/play.ts';

describeDatabases('two people who set up the same thing', (open) => {
  const app = appForSuite(open, { demo: false }, async (started) => {
    const at = await setUp(started, {
      streams: [{ key: 'PAY', name: 'Payments', owner: 'ines' }],
      teams: [{ name: 'Checkout', limit: 2, streams: ['PAY'], people: ['mei', 'oskar'], channel: 'checkout' }],
    });
    await at.type('tomas', 'general', 'setup roles');
    await at.send('tomas', { adminIds: ['tomas', 'amara'].map((one) => userId(started, one)) });
  });
  const at = play(app);
  afterAll(() => expect(app.driver.refusals).toEqual([]));

  /** Opens the form of the one stream or team there is. */
  async function edit(as: string, action: 'setup.stream' | 'setup.team') {
    const { message } = await at.type(as, 'general', 'setup');
    const [button] = message ? app.driver.buttons(message).filter((one) => one.label === 'Edit' && one.actionId.startsWith(action)) : [];
    await app.driver.click({ as, message, blockId: button?.blockId ?? '', actionId: action });
  }
  const people = () =>
    row(
      app.database,
      'SELECT array_agg(a.external_user ORDER BY 1) AS people FROM team_member t JOIN account a USING (organization_id, member_id)',
    );
  const ids = (...handles: string[]) => handles.map((one) => userId(app, one));

  it('do not bring a person back whom the other took out of the team', async () => {
    await edit('tomas', 'setup.team');
    await edit('amara', 'setup.team');
    expect((await at.send('amara', { memberIds: ids('mei') })).text).toContain('Saved.');
    const refused = await at.send('tomas', { wipLimit: '4' });
    expect(refused.view?.errors).toEqual({
      name: 'Somebody changed the team while this form was open. Close this and open it again (/flow setup); nothing was saved.',
    });
    expect(await people()).toEqual({ people: ids('mei') });
    expect(await row(app.database, 'SELECT wip_limit FROM team')).toEqual({ wip_limit: 2 });
    await app.driver.close({ as: 'tomas' });
    await edit('tomas', 'setup.team');
    expect((await at.send('tomas', { wipLimit: '4' })).text).toContain('Saved.');
    expect(await people()).toEqual({ people: ids('mei') });
  });

  it('do not throw out a person who joined meanwhile', async () => {
    await edit('tomas', 'setup.team');
    expect((await at.type('oskar', 'checkout', 'setup join')).text).toContain('You are in Checkout now');
    expect((await at.send('tomas', { name: 'Paying' })).view?.errors.name).toContain('Somebody changed the team while this form was open.');
    expect(await people()).toEqual({ people: ids('mei', 'oskar').sort() });
    await app.driver.close({ as: 'tomas' });
  });

  it('do not bring an owner or a stage back that the other took away', async () => {
    await edit('tomas', 'setup.stream');
    await edit('amara', 'setup.stream');
    expect((await at.send('amara', { ownerId: '', stages: 'building' })).text).toContain('Saved.');
    const refused = await at.send('tomas', { name: 'Paying' });
    expect(refused.view?.errors.name).toBe(
      'Somebody changed the stream while this form was open. Close this and open it again (/flow setup); nothing was saved.',
    );
    expect(await row(app.database, 'SELECT name, owner_id FROM value_stream')).toEqual({ name: 'Payments', owner_id: null });
    expect(await row(app.database, 'SELECT array_agg(name) AS stages FROM stage')).toEqual({ stages: ['building'] });
    await app.driver.close({ as: 'tomas' });
    await edit('tomas', 'setup.stream');
    expect((await at.send('tomas', { name: 'Paying' })).text).toContain('Saved.');
  });

  it('do not give a role back either', async () => {
    await at.type('tomas', 'general', 'setup roles');
    await at.type('amara', 'general', 'setup roles');
    await at.send('amara', { leaderIds: ids('ines') });
    expect((await at.send('tomas', { leaderIds: ids('mei') })).view?.errors.adminIds).toContain('Somebody changed the roles');
    await app.driver.close({ as: 'tomas' });
  });

  it('know a form from before an update of the bot, and store nothing of it', async () => {
    await edit('tomas', 'setup.stream');
    await app.database.client.$executeRaw`UPDATE form_draft SET data = jsonb_set(data, '{reply,data}', '{"streamId":"before"}')`;
    const told = await at.send('tomas', { name: 'Too late' });
    expect(told.text).toContain('This form is from before I was updated');
    expect(await row(app.database, 'SELECT name FROM value_stream')).toEqual({ name: 'Paying' });
  });
});
