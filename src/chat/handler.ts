import type { Context } from './context.ts';
import type { ReadReply, WriteReply } from './reply.ts';

/** The two kinds of database access a handler may get: named by the features, opaque here. */
export interface Access {
  readonly read: unknown;
  readonly write: unknown;
}

/** Reads without a transaction; may answer with a form. */
export interface ReadHandler<A extends Access, Answer extends ReadReply = ReadReply> {
  readonly mode: 'read';
  readonly run: (context: Context<A['read']>) => Promise<Answer>;
}

/** Writes in one transaction that begins with its inbox row; never answers with a form. */
export interface WriteHandler<A extends Access> {
  readonly mode: 'write';
  readonly run: (context: Context<A['write']>) => Promise<WriteReply>;
}

export type Handler<A extends Access, Answer extends ReadReply = ReadReply> = ReadHandler<A, Answer> | WriteHandler<A>;

export function read<A extends Access, Answer extends ReadReply = ReadReply>(run: ReadHandler<A, Answer>['run']): ReadHandler<A, Answer> {
  return { mode: 'read', run };
}

export function write<A extends Access>(run: WriteHandler<A>['run']): WriteHandler<A> {
  return { mode: 'write', run };
}
