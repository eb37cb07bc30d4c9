import { type Block, paragraph } from './block.ts';

const NAMES: Readonly<Record<string, string>> = { slack: 'Slack', teams: 'Teams' };

/** Told to admins where they can still be reached: on one platform our token is refused, so nothing is announced there. */
export function suspendedView(platform: string, code: string): Block[] {
  const name = NAMES[platform] ?? platform;
  return [
    paragraph(
      `${name} no longer takes my messages (${code}), so what I would say there waits. `,
      'Whoever runs me can give me a new token and start me again; then it goes out.',
    ),
  ];
}
