import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { action } from '../../src/chat/action.ts';
import { button, buttons, paragraph } from '../../src/chat/block.ts';
import { fieldOf, optionalLookup, optionalText, people, text } from '../../src/chat/field.ts';
import { form, showForm, viewForm } from '../../src/chat/form.ts';
import type { Outcome } from '../../src/chat/outcome.ts';
import { cardButtons, cardErrors, cardInputs, cardText, fillIn } from '../support/teams/card.ts';
import { type Door, openDoor, said } from '../support/teams/door.ts';
import { createTeamsDriver, type Screen, type TeamsDriver } from '../support/teams/driver.ts';
import { directChat } from '../support/teams/microsoft.ts';

const touch = action('test.touch', { n: z.number() });
const open = action('test.open', {}, 'form');
const CONTRACT = form({
  name: 'test.form',
  title: 'A thing',
  submit: 'Save',
  data: z.object({}) as z.ZodType<Record<string, never>>,
  fields: {
    title: text({ label: 'Title' }),
    who: people({ label: 'Who' }),
    item: optionalLookup({ label: 'Item', source: 'x' }),
    note: optionalText({ label: 'Note' }),
  },
});
const NONCE = 'nonce-1';
const view = (errors: Record<string, string> = {}, values = {}) =>
  viewForm(CONTRACT as never, { ...showForm(CONTRACT, {}), values } as never, 'draft-1', errors);
const withButton = (type: 'message' | 'update' = 'message'): Outcome => ({
  type,
  blocks: [
    paragraph('Choose.'),
    buttons({ ...button('Touch', touch, { n: 1 }), nonce: NONCE }, { ...button('Open', open, {}), nonce: 'nonce-2' }),
  ],
  replayed: false,
});

interface Town extends Door {
  readonly at: TeamsDriver;
}

async function openTown(more: Parameters<typeof openDoor>[0] = {}): Promise<Town> {
  const door = await openDoor({
    fieldsOf: (name) =>
      name === CONTRACT.name
        ? Object.fromEntries(Object.entries(CONTRACT.fields).map(([key, schema]) => [key, fieldOf(schema as z.ZodType)]))
        : null,
    ...more,
  });
  const at = createTeamsDriver({
    microsoft: door.microsoft,
    port: door.port,
    idle: () => door.teams.drain(2_000),
    anonymous: more.anonymous ?? false,
  });
  // Not a copy: a test replaces the chat.
  return Object.assign(door, { at });
}

const screen = (seen: Awaited<ReturnType<TeamsDriver['say']>>) => {
  const last = seen.screens.at(-1);
  if (!last) throw new Error(`Nothing is to be seen: ${JSON.stringify(seen.sent)}`);
  return last;
};
const lastRequest = (town: Town) => town.requests.at(-1);

describe('words', () => {
  test.each([
    ['next', 'next'],
    ['/flow next', 'next'],
    ['@Millrace next', 'next'],
    ['Millrace', ''],
    ['flow next', 'next'],
    ['/FLOW', ''],
    ['flowers', 'flowers'],
    ['Hi', 'help'],
    ['Hello!', 'help'],
    ['hello world', 'hello world'],
    ['add R&D <b>bold</b> &amp; co', 'add R&D <b>bold</b> &amp; co'],
    ['  add  a   b ', 'add  a   b'],
    ['add 5 &#8364; ', 'add 5 &#8364;'],
  ])('“%s” are “%s”, in a channel and in the direct chat', async (typed, heard) => {
    const town = await openTown();
    await town.at.say('mei', 'checkout', typed);
    expect(lastRequest(town)).toMatchObject({ type: 'command', text: heard, sender: { place: { kind: 'channel', name: 'checkout' } } });
    await town.at.say('mei', 'dm', typed);
    expect(lastRequest(town)).toMatchObject({ type: 'command', text: heard, sender: { place: { kind: 'direct' } } });
  });

  test('name other people, and the bot once more, as they were typed', async () => {
    const town = await openTown();
    const bot = { id: town.microsoft.botId, name: 'Millrace' };
    await town.at.say('mei', 'checkout', '', {
      text: '<at>Millrace</at>&nbsp;add Ask <at>Ines Ode</at> &amp; <at>Millrace</at>',
      entities: [
        { type: 'mention', mentioned: bot, text: '<at>Millrace</at>' },
        { type: 'mention', mentioned: { id: '29:ines' }, text: '<at>Ines Ode</at>' },
        { type: 'mention', mentioned: bot, text: '<at>Millrace</at>' },
        { type: 'clientInfo', locale: 'en' },
      ],
    });
    expect(lastRequest(town)).toMatchObject({ text: 'add Ask @Ines Ode & @Millrace' });
  });

  test('may be missing', async () => {
    const town = await openTown();
    expect((await town.at.say('mei', 'dm', '', { text: undefined, attachments: [{ contentType: 'image/png' }] })).screens).toEqual([]);
    expect(town.requests).toEqual([]);
  });

  test('home in the direct chat is the page', async () => {
    const town = await openTown();
    town.chat = () => ({ type: 'home', blocks: [paragraph('Your page.')] });
    expect(cardText(screen(await town.at.say('mei', 'dm', 'home')).card)).toBe('Your page.');
    expect(lastRequest(town)).toMatchObject({ type: 'home', asMessage: true });
  });

  test('delivered again under their name are answered once', async () => {
    const town = await openTown();
    const activity = town.at.activity('mei', directChat('29:mei'), { type: 'message', text: 'next' });
    town.microsoft.conversations.add(directChat('29:mei'));
    await Promise.all([town.send(activity), town.send(activity), town.send(activity)]);
    expect(town.microsoft.posts.size).toBe(1);
    expect(town.requests).toHaveLength(1);
  });
});

describe('a private answer', () => {
  test('is a message that one person sees, in the thread where it was asked', async () => {
    const town = await openTown();
    await town.at.say('mei', 'checkout', 'next');
    expect([...town.microsoft.posts.values()]).toMatchObject([{ only: '29:mei', conversationId: '19:checkout@thread.tacv2;messageid=1' }]);
  });

  test('goes to the direct chat where that cannot be, and its buttons are still about the channel', async () => {
    const town = await openTown();
    town.microsoft.targeted = false;
    town.chat = () => withButton();
    const asked = screen(await town.at.say('mei', 'checkout', 'next'));
    expect(asked.conversationId).toBe(directChat('29:mei'));
    town.chat = () => withButton('update');
    const pressed = await town.at.press('mei', asked, 'Touch');
    const channel = { externalId: '19:checkout@thread.tacv2', name: 'checkout', kind: 'channel' };
    expect(lastRequest(town)).toMatchObject({ type: 'action', nonce: NONCE, sender: { place: channel } });
    // What took the card's place goes on about the channel.
    await town.at.press('mei', screen(pressed), 'Touch');
    expect(lastRequest(town)).toMatchObject({ sender: { place: channel } });
    await town.at.press('mei', screen(pressed), 'Open');
    expect(lastRequest(town)).toMatchObject({ action: 'test.open', sender: { place: channel } });
  });

  test('carries a place that nobody else can use, and nobody can write', async () => {
    const town = await openTown();
    town.microsoft.targeted = false;
    town.chat = () => withButton();
    const asked = screen(await town.at.say('mei', 'checkout', 'next'));
    town.microsoft.conversations.add(directChat('29:oskar'));
    const own = { ...asked, conversationId: directChat('29:oskar') };
    await town.at.press('oskar', own, 'Touch');
    expect(lastRequest(town)).toMatchObject({ sender: { userId: town.at.userId('oskar'), place: { kind: 'direct' } } });
    const at = String(cardButtons(asked.card)[0]?.data.at);
    const forged = Buffer.from(JSON.stringify({ externalId: '19:other@thread.tacv2', name: '', kind: 'channel' })).toString('base64url');
    for (const bad of [`${forged}.${at.split('.')[1]}`, forged, 'x.y', '']) {
      const data = { act: 'test.touch', data: { n: 1 }, nonce: 'n', at: bad };
      await town.at.invoke('mei', directChat('29:mei'), 'adaptiveCard/action', { action: { type: 'Action.Execute', verb: 'act', data } });
      expect(lastRequest(town), bad).toMatchObject({ sender: { place: { kind: 'direct', externalId: directChat('29:mei') } } });
    }
  });

  test('is a reply for all where nothing else is left', async () => {
    const town = await openTown();
    [town.microsoft.targeted, town.microsoft.direct] = [false, false];
    await town.at.say('mei', 'checkout', 'next');
    expect(town.at.channel('checkout')).toHaveLength(1);
  });

  describe('that is a secret', () => {
    const secret = (): Outcome => ({ ...said('KXRP-7429-MRSH'), secret: true });
    const readByAll = (town: Town) => town.at.channel('checkout').map((one) => cardText(one.card));

    test('is never a reply for all', async () => {
      const town = await openTown();
      town.chat = secret;
      [town.microsoft.targeted, town.microsoft.direct] = [false, false];
      await town.at.say('mei', 'checkout', 'account');
      expect(readByAll(town)).toEqual(['That is for you alone, and here others read along. Open our own chat and ask me there.']);
    });

    test('is not put in the place of an announcement that all read', async () => {
      const town = await openTown({ timing: { answer: 30 } });
      [town.microsoft.targeted, town.microsoft.direct] = [false, false];
      let finish: (outcome: Outcome) => void = () => {};
      town.chat = () => new Promise((resolve) => (finish = resolve));
      await town.at.say('mei', 'checkout', 'account');
      expect(readByAll(town)).toEqual(['One moment…']);
      finish(secret());
      await town.teams.drain(2_000);
      expect(readByAll(town).join()).not.toContain('KXRP');
    });

    test.each([true, false])('is not put in the place of a form or a button (targeted messages: %s)', async (targeted) => {
      const town = await openTown();
      [town.microsoft.targeted, town.microsoft.direct] = [false, false];
      town.chat = () => ({ type: 'form', view: view() });
      await town.at.say('mei', 'checkout', 'add');
      town.chat = () => withButton();
      await town.at.say('mei', 'checkout', 'next');
      const [shown, asked] = town.at
        .channel('checkout')
        .map(({ id, card, conversationId }): Screen => ({ card, in: 'message', conversationId, postId: id, title: '' }));
      if (!shown || !asked) throw new Error('Nothing was posted.');
      town.chat = secret;
      town.microsoft.targeted = targeted;
      await town.at.submit('mei', shown, { title: 'x' });
      await town.at.press('mei', asked, 'Touch');
      expect(readByAll(town).join()).not.toContain('KXRP');
      const alone = [...town.microsoft.posts.values()].filter((one) => one.only !== undefined && cardText(one.card).includes('KXRP'));
      expect(alone).toHaveLength(targeted ? 2 : 0);
    });

    test('stands where it was asked for in the direct chat, and in a dialog', async () => {
      const town = await openTown();
      town.chat = secret;
      expect(cardText(screen(await town.at.say('mei', 'dm', 'account')).card)).toBe('KXRP-7429-MRSH');
      town.chat = () => withButton();
      const asked = screen(await town.at.say('mei', 'checkout', 'next'));
      town.chat = () => ({ type: 'form', view: view() });
      const dialog = screen(await town.at.press('mei', asked, 'Open'));
      town.chat = secret;
      const done = screen(await town.at.submit('mei', dialog, { title: 'y' }));
      expect([done.in, cardText(done.card)]).toEqual(['dialog', 'KXRP-7429-MRSH']);
    });
  });

  test('is not said elsewhere after a doubt', async () => {
    const town = await openTown();
    town.microsoft.script('POST teams/', { status: 502, perform: true });
    await town.at.say('mei', 'checkout', 'next');
    expect(town.microsoft.posts.size).toBe(1);
  });

  test('waits when Microsoft says "too many", at most five tries', async () => {
    const town = await openTown();
    for (let n = 0; n < 4; n += 1) town.microsoft.script('POST teams/', { status: 429, headers: { 'retry-after': '2' } });
    await town.at.say('mei', 'dm', 'next');
    expect(town.microsoft.posts.size).toBe(1);
    for (let n = 0; n < 6; n += 1) town.microsoft.script('POST teams/', { status: 429 });
    const before = town.microsoft.asked.length;
    await town.at.say('mei', 'dm', 'next');
    expect(town.microsoft.asked.length - before).toBe(5);
  });

  test('that comes late is announced, and takes the place of the announcement', async () => {
    const town = await openTown({ timing: { answer: 30 } });
    let finish: (outcome: Outcome) => void = () => {};
    town.chat = () => new Promise((resolve) => (finish = resolve));
    town.microsoft.conversations.add(directChat('29:mei'));
    const sent = await town.send(town.at.activity('mei', directChat('29:mei'), { type: 'message', text: 'next' }));
    expect(sent.status).toBe(200);
    expect([...town.microsoft.posts.values()].map((one) => cardText(one.card))).toEqual(['One moment…']);
    finish(said('Here it is.'));
    await town.teams.drain(2_000);
    expect([...town.microsoft.posts.values()].map((one) => cardText(one.card))).toEqual(['Here it is.']);
  });
});

describe('a button', () => {
  test('whose answer takes the card’s place is answered with it, and the message is edited for all', async () => {
    const town = await openTown();
    town.chat = () => withButton();
    const asked = screen(await town.at.say('mei', 'dm', 'next'));
    town.chat = () => said('Done.', 'update');
    const seen = await town.at.press('mei', asked, 'Touch');
    expect(seen.sent.json).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
    expect(cardText(screen(seen).card)).toBe('Done.');
    expect([...town.microsoft.posts.values()].map((one) => cardText(one.card))).toEqual(['Done.']);
  });

  test('in a message for one person edits that message', async () => {
    const town = await openTown();
    town.chat = () => withButton();
    const asked = screen(await town.at.say('mei', 'checkout', 'next'));
    town.chat = () => said('Done.', 'update');
    await town.at.press('mei', asked, 'Touch');
    expect([...town.microsoft.posts.values()].map((one) => [cardText(one.card), one.only])).toEqual([['Done.', '29:mei']]);
  });

  test('whose answer stands beside it leaves the card alone', async () => {
    const town = await openTown();
    town.chat = () => withButton();
    const asked = screen(await town.at.say('mei', 'checkout', 'next'));
    town.chat = () => said('Because.');
    const seen = await town.at.press('mei', asked, 'Touch');
    expect(seen.sent.json).toEqual({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Answered below.' });
    expect([...town.microsoft.posts.values()].map((one) => cardText(one.card))).toEqual(['Choose.\n[Touch] [Open]', 'Because.']);
  });

  test('is answered in words when nothing can be posted', async () => {
    const town = await openTown();
    town.chat = () => withButton();
    const asked = screen(await town.at.say('mei', 'dm', 'next'));
    town.chat = () => said('Because.');
    town.microsoft.script('POST teams/', { status: 403 });
    expect((await town.at.press('mei', asked, 'Touch')).sent.json).toMatchObject({ value: 'Because.' });
  });

  test('E-08 delivered four times under two names carries one nonce, and a repeat is not posted again', async () => {
    const town = await openTown();
    town.chat = () => withButton();
    const asked = screen(await town.at.say('mei', 'dm', 'next'));
    const before = town.microsoft.posts.size;
    let first = true;
    town.chat = () => {
      const outcome = { ...said('Pulled.'), replayed: !first };
      first = false;
      return outcome;
    };
    const [touchButton] = cardButtons(asked.card);
    const invoke = (id: string) =>
      town.at.activity('mei', asked.conversationId, {
        type: 'invoke',
        name: 'adaptiveCard/action',
        id,
        replyToId: asked.postId,
        value: { action: { type: 'Action.Execute', verb: 'act', data: touchButton?.data } },
      });
    const sent = await Promise.all(['f:a', 'f:a', 'f:b', 'f:b'].map((id) => town.send(invoke(id))));
    expect(sent.map((one) => one.status)).toEqual([200, 200, 200, 200]);
    expect(town.requests.slice(-4).map((one) => 'nonce' in one && one.nonce)).toEqual([NONCE, NONCE, NONCE, NONCE]);
    expect(town.microsoft.posts.size - before).toBe(1);
  });

  test('that takes long is answered at once, and shown later', async () => {
    const town = await openTown({ timing: { answer: 30 } });
    town.chat = () => withButton();
    const asked = screen(await town.at.say('mei', 'dm', 'next'));
    town.chat = async () => {
      await new Promise((resolve) => setTimeout(resolve, 80));
      return said('Done.', 'update');
    };
    const started = performance.now();
    const seen = await town.at.press('mei', asked, 'Touch');
    expect(seen.sent.json).toMatchObject({ value: 'One moment…' });
    expect(performance.now() - started).toBeLessThan(5_000);
    expect([...town.microsoft.posts.values()].map((one) => cardText(one.card))).toEqual(['Done.']);
  });

  test('whose answer cannot be posted soon is answered within five seconds, and posted all the same', async () => {
    const town = await openTown({ timing: { tell: 20, retry: 100 } });
    town.chat = () => withButton();
    const asked = screen(await town.at.say('mei', 'dm', 'next'));
    town.chat = () => said('Because.');
    town.microsoft.script('POST teams/', { status: 429, headers: { 'retry-after': '2' } });
    expect((await town.at.press('mei', asked, 'Touch')).sent.json).toMatchObject({ value: 'One moment…' });
    expect([...town.microsoft.posts.values()].map((one) => cardText(one.card)).at(-1)).toBe('Because.');
  });

  test('of a client without universal actions comes as a message, and edits the card', async () => {
    const town = await openTown();
    town.chat = () => withButton();
    const asked = screen(await town.at.say('mei', 'dm', 'next'));
    town.chat = () => said('Done.', 'update');
    const [touchButton] = cardButtons(asked.card);
    await town.send(town.at.activity('mei', asked.conversationId, { type: 'message', value: touchButton?.data, replyToId: asked.postId }));
    expect(lastRequest(town)).toMatchObject({ type: 'action', action: 'test.touch', nonce: NONCE });
    expect([...town.microsoft.posts.values()].map((one) => cardText(one.card))).toEqual(['Done.']);
  });

  test.each([{}, null, 'x', { act: 7 }, { action: { data: { act: '' } } }, { action: { type: 'Action.Execute', data: null } }])(
    'that is none of ours is answered, never with 500: %j',
    async (value) => {
      const town = await openTown();
      for (const name of [
        'adaptiveCard/action',
        'task/fetch',
        'task/submit',
        'composeExtension/fetchTask',
        'composeExtension/submitAction',
        'application/search',
      ]) {
        const seen = await town.at.invoke('mei', directChat('29:mei'), name, value);
        expect([200, 400], name).toContain(seen.sent.status);
      }
      expect(town.requests).toEqual([]);
    },
  );
});

describe('a form', () => {
  test('asked for by words is a card in the chat, and its result takes its place', async () => {
    const town = await openTown();
    town.chat = () => ({ type: 'form', view: view() });
    const shown = screen(await town.at.say('mei', 'checkout', 'add'));
    expect(cardText(shown.card)).toContain('Title');
    town.chat = () => ({ type: 'errors', view: view({ title: 'Too dull.' }, { title: 'Dull' }), errors: { title: 'Too dull.' } });
    const again = screen(await town.at.submit('mei', shown, { title: 'Dull', who: 'AAAAAAAA-0000-0000-0000-000000000001' }));
    expect(lastRequest(town)).toMatchObject({
      type: 'submit',
      draftId: 'draft-1',
      values: { title: 'Dull', who: ['member-aaaaaaaa-0000-0000-0000-000000000001'], item: '' },
    });
    expect(cardErrors(again.card)).toEqual({ title: 'Too dull.' });
    expect(cardInputs(again.card)[0]).toMatchObject({ name: 'title', value: 'Dull' });
    town.chat = () => said('Saved.');
    await town.at.submit('mei', again, { title: 'Bright' });
    expect([...town.microsoft.posts.values()].map((one) => cardText(one.card))).toEqual(['Saved.']);
  });

  test('can be put away', async () => {
    const town = await openTown();
    town.chat = () => ({ type: 'form', view: view() });
    const shown = screen(await town.at.say('mei', 'dm', 'add'));
    expect(cardText(screen(await town.at.cancel('mei', shown)).card)).toBe('Put away. Nothing was changed.');
    expect(town.requests.map((one) => one.type).filter((type) => type !== 'lookup')).toEqual(['command']);
  });

  test('behind a button is a dialog; what was wrong comes back in it, and the result stands where it was opened', async () => {
    const town = await openTown();
    town.chat = () => withButton();
    const asked = screen(await town.at.say('mei', 'checkout', 'next'));
    town.chat = () => ({ type: 'form', view: view() });
    const dialog = screen(await town.at.press('mei', asked, 'Open'));
    expect(dialog).toMatchObject({ in: 'dialog', title: 'A thing' });
    const returnTo = (lastRequest(town) as { returnTo?: string }).returnTo;
    town.chat = () => ({ type: 'errors', view: view({ title: 'No.' }), errors: { title: 'No.' } });
    const again = screen(await town.at.submit('mei', dialog, { title: 'x' }));
    expect([again.in, cardErrors(again.card)]).toEqual(['dialog', { title: 'No.' }]);
    town.chat = () => ({ ...said('Saved.', 'update'), ...(returnTo === undefined ? {} : { returnTo }) });
    const done = await town.at.submit('mei', again, { title: 'y' });
    expect(done.sent.body).toBe('');
    expect([...town.microsoft.posts.values()].map((one) => cardText(one.card))).toEqual(['Saved.']);
  });

  test('shows its result in the dialog when it can be shown nowhere else', async () => {
    const town = await openTown();
    town.chat = () => withButton();
    const asked = screen(await town.at.say('mei', 'dm', 'next'));
    town.chat = () => ({ type: 'form', view: view() });
    const dialog = screen(await town.at.press('mei', asked, 'Open'));
    town.chat = () => said('Saved.');
    const done = screen(await town.at.submit('mei', dialog, { title: 'y' }));
    expect([done.in, cardText(done.card)]).toEqual(['dialog', 'Saved.']);
  });

  test('searches while one types, and knows what was found by its text', async () => {
    const town = await openTown();
    town.chat = () => ({ type: 'options', options: [{ value: 'id-1', text: 'PAY-1 · Save, a card' }] });
    const [found] = await town.at.search('mei', directChat('29:mei'), 'test.form/item', 'pay');
    expect(lastRequest(town)).toEqual({ type: 'lookup', sender: expect.anything(), form: 'test.form', field: 'item', query: 'pay' });
    expect(found?.title).toBe('PAY-1 · Save, a card');
    expect(found?.value).not.toContain(',');
    town.chat = () => ({ type: 'form', view: view() });
    const shown = screen(await town.at.say('mei', 'dm', 'add'));
    town.chat = () => said('Saved.');
    await town.at.submit('mei', shown, { title: 'x', item: found?.value });
    expect(lastRequest(town)).toMatchObject({
      values: { item: 'id-1' },
      chosen: { item: [{ value: 'id-1', text: 'PAY-1 · Save, a card' }] },
    });
  });

  test('whose text was left empty arrives empty, though clients leave it out', async () => {
    const town = await openTown();
    town.chat = () => ({ type: 'form', view: view() });
    const shown = screen(await town.at.say('mei', 'dm', 'add'));
    town.chat = () => said('Saved.');
    await town.at.submit('mei', shown, { title: 'x', note: '' });
    expect(lastRequest(town)).toMatchObject({ values: { title: 'x', note: '' } });
  });

  test('whose text was not on the screen is not taken as emptied', async () => {
    const town = await openTown();
    town.chat = () => said('Saved.');
    const data = { submit: 'test.form', draft: 'draft-1' };
    await town.at.invoke('mei', directChat('29:mei'), 'adaptiveCard/action', { action: { type: 'Action.Execute', verb: 'submit', data } });
    expect(lastRequest(town)).toMatchObject({ values: { who: [], item: '' } });
    expect((lastRequest(town) as { values: object }).values).not.toHaveProperty('title');
  });
});

describe('a message that is handed over', () => {
  const payload = {
    id: '1',
    body: {
      contentType: 'html',
      content: '<div><p>Cards <b>fail</b> &amp; hang</p><p>at&nbsp;night<br>&lt;b&gt;</p><img src="x" alt="🙂"></div>',
    },
    from: { user: { displayName: 'Ines Ode', id: 'x' } },
    linkToMessage: 'https://teams.microsoft.com/l/message/19:checkout/1?context=%7B%7D',
  };

  test('opens a dialog with its words, its author and its link', async () => {
    const town = await openTown();
    town.chat = () => ({ type: 'form', view: view() });
    const shown = screen(await town.at.hand('mei', 'checkout', 'anti-backlog.park', payload));
    expect(lastRequest(town)).toMatchObject({
      type: 'shortcut',
      name: 'anti-backlog.park',
      message: { text: 'Cards fail & hang\nat night\n<b>\n🙂', author: 'Ines Ode', link: payload.linkToMessage },
      sender: { place: { externalId: '19:checkout@thread.tacv2' } },
    });
    expect(shown).toMatchObject({ in: 'extension', title: 'A thing' });
    town.chat = () => withButton();
    const done = screen(await town.at.submit('mei', shown, { title: 'x' }));
    expect([done.in, cardText(done.card)]).toEqual(['extension', 'Choose.\n[Touch] [Open]']);
    // Universal actions do not work in a dialog.
    expect(cardButtons(done.card).map((one) => one.type)).toEqual(['Action.Submit', 'Action.Submit']);
    town.chat = () => said('Done.', 'update');
    expect(cardText(screen(await town.at.press('mei', done, 'Touch')).card)).toBe('Done.');
    expect(town.microsoft.posts.size).toBe(0);
  });

  test('that takes long says how to ask again', async () => {
    const town = await openTown({ timing: { answer: 20 } });
    town.chat = async () => {
      await new Promise((resolve) => setTimeout(resolve, 60));
      return { type: 'form', view: view() };
    };
    expect(cardText(screen(await town.at.hand('mei', 'checkout', 'x', payload)).card)).toContain('menu again');
  });

  test.each([
    'javascript:alert(1)',
    'https://teams.microsoft.com.evil.example/x',
    'http://teams.microsoft.com/x',
    'https://a@teams.microsoft.com/',
    'x',
  ])('keeps no link such as %s', async (linkToMessage) => {
    const town = await openTown();
    await town.at.hand('mei', 'checkout', 'x', { ...payload, linkToMessage });
    expect(lastRequest(town)).toMatchObject({ message: { link: '' } });
  });
});

describe('an install', () => {
  test('is greeted once: in the direct chat with the page, in a channel with what the place is', async () => {
    const town = await openTown();
    town.chat = (request) => (request.type === 'home' ? { type: 'home', blocks: [paragraph('Your page.')] } : said('Link this channel.'));
    await town.at.install('mei', 'dm', 'add');
    await town.at.install('mei', 'checkout', 'add');
    const added = { type: 'conversationUpdate', membersAdded: [{ id: town.microsoft.botId }] };
    await town.send(town.at.activity('mei', '19:checkout@thread.tacv2', added));
    await town.send(town.at.activity('mei', '19:checkout@thread.tacv2', { type: 'installationUpdate', action: 'add-upgrade' }));
    expect([...town.microsoft.posts.values()].map((one) => [cardText(one.card), one.only])).toEqual([
      ['Your page.', undefined],
      ['Link this channel.', undefined],
    ]);
  });
});

describe('a local client', () => {
  test('needs no token, is answered on this machine, and gets what it can show', async () => {
    const town = await openTown({ anonymous: true, appId: '', appPassword: '', tenantId: 'local', serviceHosts: [] });
    town.chat = (request) =>
      request.type === 'lookup' ? { type: 'options', options: [{ value: 'id-1', text: 'PAY-1' }] } : { type: 'form', view: view() };
    const shown = screen(await town.at.say('mei', 'dm', 'add'));
    expect(town.microsoft.asked.every((one) => one.authorization === undefined)).toBe(true);
    expect(cardInputs(shown.card).map((one) => [one.name, one.dataset, one.choices.length])).toEqual([
      ['title', undefined, 0],
      ['item', undefined, 1],
      ['note', undefined, 0],
    ]);
    expect(fillIn(shown.card, { title: 'x', item: 'PAY-1' })).toMatchObject({ f_item: 'id-1' });
    town.chat = () => withButton();
    const asked = screen(await town.at.say('mei', 'checkout', 'next'));
    expect(asked.conversationId).toBe(directChat('29:mei'));
    expect(cardButtons(asked.card).map((one) => one.type)).toEqual(['Action.Execute', 'Action.Execute']);
    town.chat = () => ({ type: 'form', view: view() });
    expect(screen(await town.at.press('mei', asked, 'Open'))).toMatchObject({ in: 'message' });
  });

  test('may have people without a directory id', async () => {
    const town = await openTown({ anonymous: true, appId: '', appPassword: '', tenantId: 'local', serviceHosts: [] });
    await town.at.say('mei', 'dm', 'next', {
      from: { id: 'user-1', name: 'Alex' },
      channelData: {},
      conversation: { id: 'p', conversationType: 'personal' },
    });
    expect(lastRequest(town)).toMatchObject({ sender: { workspaceId: 'local', userId: 'user-1', userName: 'Alex' } });
  });
});
