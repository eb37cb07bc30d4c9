import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RIGHTS } from '../../src/model/rights/rights.ts';
import { openEither } from '../support/databases.ts';
import type { SlackTold } from '../support/play.ts';
import type { Play } from '../support/scene.ts';
import { found, run, type Town } from './town.ts';

let town: Town;
let at: Play<SlackTold>;
beforeAll(async () => {
  town = await found(await openEither());
  at = town.at;
});
afterAll(async () => {
  await town.app.stop();
  await town.opened.close();
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
