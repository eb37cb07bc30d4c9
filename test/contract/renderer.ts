import type { Block } from '../../src/chat/block.ts';
import type { FormView } from '../../src/chat/form.ts';
import { judgeMessage, judgeView, mentionsAndLinks } from '../../src/playground/index.ts';
import { drawForm } from '../../src/slack/render/form.ts';
import { drawMessage } from '../../src/slack/render/message.ts';
import { type CardCapabilities, LOCAL_CLIENT, TEAMS_CLIENT } from '../../src/teams/base/capabilities.ts';
import { drawForm as drawTeamsForm } from '../../src/teams/render/form.ts';
import { drawMessage as drawTeamsMessage, type TeamsMessage } from '../../src/teams/render/message.ts';
import { drawResult } from '../../src/teams/render/result.ts';
import { judgeCard } from './judge-teams.ts';
import { shownBySlack, signsInMarkup } from './shown-by-slack.ts';
import { liveInTeams, shownByTeams } from './shown-by-teams.ts';

/** What the contract asks of a platform's renderer. Judging is done by code that the renderer does not share. */
export interface Renderer {
  readonly name: string;
  readonly drawMessage: (blocks: readonly Block[]) => unknown;
  readonly drawForm: (view: FormView, accounts: ReadonlyMap<string, string>) => unknown;
  /** What the platform would refuse. */
  readonly problems: (drawn: unknown) => readonly unknown[];
  /** Mentions, addresses of links, emoji codes and quotes that the platform would make of the text. */
  readonly live: (drawn: unknown) => readonly string[];
  /** Everything a person can read in it, as it is seen: markup and escapes resolved. */
  readonly shown: (drawn: unknown) => string;
  /** Cases that do not hold on this platform, each with its reason. */
  readonly skips: readonly { readonly test: string; readonly reason: string }[];
}

const slack: Renderer = {
  name: 'Slack',
  drawMessage,
  drawForm,
  problems: (drawn) => (isView(drawn) ? judgeView(drawn) : judgeMessage(drawn)),
  live: (drawn) => [
    ...mentionsAndLinks(drawn)
      // A bare address in the notification text: it leads where it says, and with blocks it is not drawn at all.
      .filter((one) => !(one.auto && one.kind === 'link' && one.path === '/text'))
      .map((one) => `${one.kind} ${one.target}`),
    ...signsInMarkup(drawn),
  ],
  shown: shownBySlack,
  skips: [],
};

function isView(drawn: unknown): boolean {
  return typeof drawn === 'object' && drawn !== null && 'type' in drawn && drawn.type === 'modal';
}

function teams(name: string, caps: CardCapabilities, surface: 'chat' | 'dialog'): Renderer {
  const people = [
    { value: 'm1', text: 'Ines' },
    { value: 'm2', text: 'Mei <at>all</at> [x](https://evil.test)' },
  ];
  const offered = { field: [{ value: 'x', text: 'PAY-1 · *One* [x](https://evil.test)' }] };
  return {
    name,
    drawMessage: (blocks) => (surface === 'chat' ? drawTeamsMessage(blocks, caps) : { summary: '…', card: drawResult(blocks, caps) }),
    drawForm: (view, accounts) => ({ summary: '…', card: drawTeamsForm(view, { surface, accounts, people, offered }, caps) }),
    problems: (drawn) => {
      const { summary, card } = drawn as TeamsMessage;
      return [
        ...(summary.trim() === '' || summary.length > 4_000 ? ['a summary that is empty or too long'] : []),
        ...judgeCard(card, surface),
      ];
    },
    live: (drawn) => liveInTeams((drawn as TeamsMessage).card),
    shown: (drawn) => shownByTeams((drawn as TeamsMessage).card),
    skips: [],
  };
}

/** Each platform's renderer. A new platform is one entry here. */
export const RENDERERS: readonly Renderer[] = [
  slack,
  teams('Teams, in a chat', TEAMS_CLIENT, 'chat'),
  teams('Teams, in a dialog', TEAMS_CLIENT, 'dialog'),
  teams('Teams, in a client that knows no more than the standard', LOCAL_CLIENT, 'chat'),
];
