import type { TextJson } from '../blocks/json.ts';
import { withEmoji } from './emoji.ts';
import { Mrkdwn } from './Mrkdwn.tsx';

/** A Block Kit text object. */
export function Text({ text }: { readonly text: TextJson }) {
  if (text.type === 'mrkdwn') return <Mrkdwn text={text.text} />;
  return <span className="plain">{withEmoji(text.text)}</span>;
}
