import { runCommand } from '../../../chat/action.ts';
import { button, buttons, entry, list, paragraph } from '../../../chat/block.ts';
import { command, type Feature } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { type ReadReply, update } from '../../../chat/reply.ts';
import { optionalKey } from '../../../chat/words.ts';
import { readBets } from '../../../database/epics/bets.ts';
import { byScore } from '../../../model/score/score.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { openButton } from '../../kit/buttons/open-button.ts';
import { startNext } from '../../kit/offers/bet-review.ts';
import {
  askEndException,
  betBefore,
  endExceptionForm,
  holdEpic,
  holdForm,
  overrideBet,
  overrideForm,
  stopEpic,
  stopForm,
} from '../../kit/offers/bets.ts';
import { epics } from '../../kit/offers/epics.ts';
import { caseForm, epicThemeForm, evidenceForm, fillPart, hypothesisForm, ownerForm, streamForm } from '../../kit/offers/gate.ts';
import { onRead, onSubmit, onWrite } from '../../kit/on.ts';
import { mayOn } from '../../kit/rights/portfolio-rights.ts';
import { betEntry } from '../../kit/words/bet-words.ts';
import { named } from '../../kit/words/item-words.ts';
import { shortScore } from '../../kit/words/short-score.ts';
import { readReady } from '../epics/store.ts';
import { openPart, saveEpicTheme, saveEvidence, saveOwner, saveStream, saveText } from '../gate/fill.ts';
import { endException, openEndException } from './end-exception.ts';
import { hold, openHold } from './hold.ts';
import { invest } from './invest.ts';
import { moveEpic } from './move.ts';
import { openOverride, override } from './override.ts';
import { startBefore, startFromReview } from './start-next.ts';
import { openStop, stop } from './stop.ts';

const LISTED = 10;

/** Running bets: through the gate, within the limit, and out again (rows B2, B5, B6, E5). */
export const bets: Feature<Access> = {
  name: 'bets',
  commands: [
    command({
      name: 'invest',
      also: ['governPortfolio'],
      group: 'portfolio',
      summary: say`Make a ready {epic} a running {bet}, within the limit of {bets}.`,
      usage: '/flow invest [KEY]',
      right: 'invest',
      words: optionalKey,
      handle: ({ key }) => (key === undefined ? read(showReady) : write((context: Write) => invest(context, { key }))),
    }),
    command({
      name: 'hold',
      group: 'portfolio',
      summary: say`Take a running {bet} back to ready, with a reason and a day to look again.`,
      usage: '/flow hold [KEY]',
      right: 'invest',
      words: optionalKey,
      handle: ({ key }) => read((context: Read) => (key === undefined ? showRunning(context, 'Hold') : openHold(context, { key }))),
    }),
    command({
      name: 'stop',
      group: 'portfolio',
      summary: say`Give a running {bet} up, and keep what was learned.`,
      usage: '/flow stop [KEY]',
      right: 'invest',
      words: optionalKey,
      handle: ({ key }) => read((context: Read) => (key === undefined ? showRunning(context, 'Stop') : openStop(context, { key }))),
    }),
  ],
  actions: [
    onWrite(epics.move, 'shape', (context, { to, ...target }) => moveEpic(context, target, to)),
    onWrite(startNext, 'governPortfolio', (context, data) => startFromReview(context, data)),
    onWrite(betBefore, 'invest', (context, { reason, ...data }) => startBefore(context, data, reason)),
    onRead(fillPart, 'shape', (context, { epicId, part }) => openPart(context, epicId, part)),
    onRead(holdEpic, 'invest', (context, { epicId }) => openHold(context, { id: epicId })),
    onRead(stopEpic, 'invest', (context, { epicId, reviewId }) => openStop(context, { id: epicId }, reviewId)),
    onRead(askEndException, 'governPortfolio', (context, { epicId }) => openEndException(context, epicId)),
    onRead(overrideBet, 'governPortfolio', (context, { epicId }) => openOverride(context, epicId)),
  ],
  forms: [
    onSubmit(hypothesisForm, 'shape', (context, { hypothesis }, data) => saveText(context, data, { hypothesis })),
    onSubmit(caseForm, 'shape', (context, { caseLine }, data) => saveText(context, data, { caseLine })),
    onSubmit(ownerForm, 'shape', (context, { ownerId }, data) => saveOwner(context, data, ownerId)),
    onSubmit(streamForm, 'shape', (context, { streamId }, data) => saveStream(context, data, streamId)),
    onSubmit(evidenceForm, 'shape', (context, values, data) => saveEvidence(context, data, values)),
    onSubmit(epicThemeForm, 'shape', (context, { themeId }, data) => saveEpicTheme(context, data, themeId)),
    onSubmit(holdForm, 'invest', (context, values, data) => hold(context, values, data)),
    onSubmit(stopForm, 'invest', (context, values, data) => stop(context, values, data)),
    onSubmit(endExceptionForm, 'governPortfolio', (context, { reason }, { epicId }) => endException(context, reason, epicId)),
    onSubmit(overrideForm, 'governPortfolio', (context, values, data) => override(context, values, data)),
  ],
};

/** `/flow invest` without a key: what is ready, best score first, and how much room there is. */
async function showReady(context: Read): Promise<ReadReply> {
  const { running, limits } = await readBets(context.db, context.now);
  const ready = [...(await readReady(context.db))].sort(byScore);
  const room = paragraph(say`{Bets}: ${running.length} of ${limits.portfolio}.`);
  const back = buttons(button('Portfolio', runCommand, { text: 'portfolio' }));
  if (ready.length === 0) return update([room, paragraph('Nothing is ready to invest in.'), back]);
  return update([
    room,
    paragraph('Ready to invest in:'),
    list(
      ready
        .slice(0, LISTED)
        .map((one) =>
          entry(
            [...named(one), `: ${shortScore(one.score)}`],
            mayOn(context, 'invest', one)
              ? button('Invest', epics.move, { epicId: one.id, version: one.version, to: 'investing' }, { hint: `Invest in ${one.key}` })
              : openButton(one.key),
          ),
        ),
    ),
    back,
  ]);
}

/** `/flow hold` or `/flow stop` without a key: which bet is meant. */
async function showRunning(context: Read, act: 'Hold' | 'Stop'): Promise<ReadReply> {
  const { running } = await readBets(context.db, context.now);
  const back = buttons(button('Portfolio', runCommand, { text: 'portfolio' }));
  if (running.length === 0) return update([paragraph(say`No {bet} is running, so there is nothing to ${act.toLowerCase()}.`), back]);
  const may = mayOn(context, 'invest', { ownerId: null });
  const choose = (one: (typeof running)[number]) =>
    act === 'Hold'
      ? button(act, holdEpic, { epicId: one.id }, { hint: `Hold ${one.key}` })
      : button(act, stopEpic, { epicId: one.id, reviewId: null }, { hint: `Stop ${one.key}` });
  const entries = running
    .slice(0, LISTED * 2)
    .map((one) => (may ? { ...betEntry(context, one), button: choose(one) } : betEntry(context, one)));
  return update([paragraph(say`${act} which {bet}?`), list(entries), back]);
}
