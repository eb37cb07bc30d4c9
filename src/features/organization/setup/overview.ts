import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, facts, heading, list, note, paragraph } from '../../../chat/block.ts';
import { code, type Inline } from '../../../chat/span.ts';
import { listStreams, listTeams, type StreamRow, type TeamRow } from '../../../database/organization/streams.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read, Write } from '../../kit/access.ts';
import { setUp } from '../../kit/offers/setup.ts';
import { count } from '../../kit/words/item-words.ts';
import { doors } from '../accounts/contracts.ts';
import { isReleasable } from './releasable.ts';
import { stepBlocks, stepOf } from './steps.ts';
import { type PlaceRow, readSetup, type SetupRead } from './store.ts';

/** Before anybody set it up, in every place and as a letter: what I see, and the one thing to do (VOICE, "the first ten minutes"). */
export function welcomeBlocks(): Block[] {
  return [
    paragraph('Hello. I see commands, buttons and messages you hand me. Nothing else.'),
    paragraph(
      say`Name your organization and its time zone; whoever does so becomes the first admin. Then {a stream}, {a team}, and `,
      code('/flow'),
      ' in its channel.',
    ),
    buttons(
      button('Set up', setUp.organization, {}, { style: 'primary' }),
      button('I have a code', doors.enterCode, {}),
      button('Help', runCommand, { text: 'help' }),
    ),
  ];
}

/** `/flow setup`: what there is and what is missing, with the next step first. */
export async function overviewBlocks(context: Read | Write): Promise<Block[]> {
  const [streams, teams, setup] = [await listStreams(context.db), await listTeams(context.db), await readSetup(context.db)];
  const { organization, asker, place } = context;
  const admin = asker.roles.admin;
  const here = setup.places.find((one) => one.externalId === place.externalId);
  // Giving up what the channel is about is not for everybody, so it is not offered to everybody.
  const free = here === undefined || (await isReleasable(context));
  return [
    heading(`${organization.name}: setup`),
    facts(
      { label: 'Time zone', value: [organization.zone] },
      { label: 'Admins', value: names(setup.admins) },
      { label: 'Leaders', value: names(setup.leaders) },
      { label: 'This channel', value: [whereHere(context, here)] },
    ),
    ...streamBlocks(streams, admin),
    ...teamBlocks(teams, admin),
    ...nextBlocks(streams, teams, setup, admin),
    ...(admin ? [adminButtons(streams)] : []),
    ...(place.kind === 'channel'
      ? [
          buttons(
            streams.length > 0 && here === undefined && button(say`Link my {team}`, setUp.myTeam, {}, admin ? {} : { style: 'primary' }),
            streams.length > 0 && free && button(here ? 'Link this channel elsewhere' : 'Link something else', setUp.linkPlace, {}),
            here !== undefined && free && button('Unlink this channel', setUp.unlinkPlace, {}),
          ),
        ]
      : []),
    ...(admin || setup.admins.length === 0
      ? []
      : [note(say`{Streams}, {teams} and roles are for admins to change: ${sentence(setup.admins)}.`)]),
  ];
}

function names(people: readonly { readonly name: string }[]): Inline[] {
  return [people.length === 0 ? 'nobody yet' : people.map((one) => one.name).join(', ')];
}

function whereHere(context: Read | Write, here: PlaceRow | undefined): string {
  if (context.place.kind === 'direct') return 'a direct message';
  if (!here) return 'not linked';
  return `linked to ${here.portfolio ? say`the {portfolio}` : (here.teamName ?? here.streamName)}`;
}

function streamBlocks(streams: readonly StreamRow[], admin: boolean): Block[] {
  if (streams.length === 0) return [];
  return [
    paragraph({ type: 'bold', text: say`{Value streams}` }),
    list(
      streams.map((one) =>
        entry(
          [
            `${one.key} · ${one.name}: ${one.stages.map((stage) => stage.name).join(' → ')}. `,
            one.ownerName ? `Owner: ${one.ownerName}.` : 'No owner yet.',
          ],
          admin ? button('Edit', setUp.stream, { streamId: one.id }, { hint: `Edit ${one.name}` }) : undefined,
        ),
      ),
    ),
  ];
}

function teamBlocks(teams: readonly TeamRow[], admin: boolean): Block[] {
  if (teams.length === 0) return [];
  return [
    paragraph({ type: 'bold', text: say`{Teams}` }),
    list(
      teams.map((one) =>
        entry(
          [
            `${one.name}: up to ${one.wipLimit} at once, from ${one.streams.map((stream) => stream.key).join(', ') || say`no {stream} yet`}, ${count(one.members.length, 'person', 'people')}`,
          ],
          admin ? button('Edit', setUp.team, { teamId: one.id }, { hint: `Edit ${one.name}` }) : undefined,
        ),
      ),
    ),
  ];
}

// An admin is asked the next question; the others hear what is missing and who can mend it.
function nextBlocks(streams: readonly StreamRow[], teams: readonly TeamRow[], setup: SetupRead, admin: boolean): Block[] {
  const step = stepOf(streams, setup);
  if (admin && step !== 'ready') return stepBlocks(step, true);
  if (streams.length === 0) return [paragraph(say`There is no {value stream} yet. ${sentence(setup.admins)} can add the first one.`)];
  if (teams.length === 0 || setup.places.length === 0) return [paragraph(say`Next: in the channel of {a team}, type /flow and link it.`)];
  return admin ? [paragraph(say`Ready. Tell your {teams}: type /flow in your channel.`)] : [];
}

function sentence(people: readonly { readonly name: string }[]): string {
  return people.length === 0 ? 'An admin' : new Intl.ListFormat('en').format(people.slice(0, 3).map((one) => one.name));
}

function adminButtons(streams: readonly StreamRow[]): Block {
  return buttons(
    streams.length > 0 && button(say`Add {a stream}`, setUp.stream, {}),
    streams.length > 0 && button(say`Add {a team}`, setUp.team, {}),
    button('Name and zone', setUp.organization, {}),
    button('Roles', setUp.roles, {}),
    button('Connect another workspace', doors.connect, {}),
  );
}
