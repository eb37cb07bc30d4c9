import type { Author } from '../app/names.ts';
import { Wheel } from './Wheel.tsx';

const HUES = 8;

function hueOf(id: string): number {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + char.charCodeAt(0)) % 9973;
  return sum % HUES;
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return `${words[0]?.[0] ?? '?'}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`.toUpperCase();
}

/** Coloured initials. Decoration: the name stands next to it. */
export function Avatar({ author, size = 'normal' }: { readonly author: Author; readonly size?: 'normal' | 'small' | 'tiny' }) {
  return (
    <span className={`avatar avatar-${size} ${author.bot ? 'avatar-bot' : `avatar-${hueOf(author.id)}`}`} aria-hidden="true">
      {author.bot ? <Wheel /> : initials(author.name)}
    </span>
  );
}
