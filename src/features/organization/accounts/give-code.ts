import type { Block } from '../../../chat/block.ts';
import { heading } from '../../../chat/block.ts';
import type { Write } from '../../kit/access.ts';
import { CODE_MINUTES, type CodeKind, hashOf, newCode } from './code.ts';
import { saveCode } from './store.ts';

/** Makes a code for the asker and keeps its hash; what is returned is the only place where it can be read. */
export async function giveCode({ db, asker, place, now }: Write, kind: CodeKind): Promise<Block[]> {
  const code = newCode();
  const expires = new Date(now.getTime() + CODE_MINUTES * 60_000);
  await saveCode(db, { hash: hashOf(kind, code), kind, memberId: asker.memberId, platform: place.platform, expires });
  return [heading(code)];
}
