import { z } from 'zod';
import { action, runCommand, wordsOf } from '../../../chat/action.ts';
import { button, buttons, paragraph } from '../../../chat/block.ts';
import type { TeamContext } from '../../../chat/context.ts';
import { type MessageReply, message } from '../../../chat/reply.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read, Write } from '../access.ts';
import { unknownTeam } from '../finding/unknown.ts';
import { setUp } from '../offers/setup.ts';

/** "I speak for this team", then the words go on. */
export const chooseTeam = action('pull.team', { teamId: z.uuid(), text: wordsOf(500) });

/**
 * The team that the asker speaks for: the place's, else the one chosen once, else the only one.
 *
 * @param text the words to go on with when a team has to be chosen first
 * @returns the team, or the question to ask
 */
export function teamOf(context: Read | Write, text: string): { readonly team: TeamContext } | { readonly ask: MessageReply } {
  const { place, asker } = context;
  if (place.team) return { team: place.team };
  const chosen = asker.teams.find((team) => team.id === asker.chosenTeamId) ?? (asker.teams.length === 1 ? asker.teams[0] : undefined);
  if (chosen) return { team: chosen };
  if (asker.teams.length === 0 && place.portfolio) {
    return {
      ask: message([
        paragraph(say`This channel is the {portfolio}'s, and you are in no {team}. {Teams} pull in a channel of their own.`),
        buttons(button('Portfolio', runCommand, { text: 'portfolio' }, { style: 'primary' })),
      ]),
    };
  }
  if (asker.teams.length === 0) {
    return {
      ask: message([
        paragraph(say`I don't know which {team} you mean: this channel isn't linked to one, and you are in none.`),
        buttons(button(say`Link my {team}`, setUp.myTeam, {}, { style: 'primary' })),
      ]),
    };
  }
  return {
    ask: message([
      paragraph(say`Which {team} are you asking for? I will remember it.`),
      buttons(...asker.teams.map((team) => button(team.name, chooseTeam, { teamId: team.id, text }))),
    ]),
  };
}

/**
 * The team of an id that a button carries, when the asker may speak for it: one of theirs, or the place's.
 *
 * @throws Refusal not_found: another organization's team, an unknown one and a stranger's get the same answer
 */
export function ownTeam({ place, asker }: Read | Write, teamId: string): TeamContext {
  const teams = place.team ? [place.team, ...asker.teams] : asker.teams;
  const team = teams.find((one) => one.id === teamId);
  if (!team) throw unknownTeam();
  return team;
}
