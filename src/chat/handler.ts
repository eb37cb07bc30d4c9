import type { Context } from './context.ts';
import type { ReadReply, WriteReply } from './reply.ts';

/** The two kinds of database access a handler may get: named by the features, opaque here. */
export interface Access {
  readonly read: unknown;
  readonly write: unknown;
}

/** Reads without a transaction; may answer with a form. */
export interface ReadHandler<A extends Access> {
  readonly mode: 'read';
  readonly run: (context: Context<A['read']>) => Promise<ReadReply>;
}

/** Writes in one transaction that begins with its inbox row; never answers with a form. */
export interface WriteHandler<A extends Access> {
  readonly mode: 'write';
  readonly run: (context: Context<A['write']>) => Promise<WriteReply>;
}

export type Handler<A extends Access> = ReadHandler<A> | WriteHandler<A>;

export function read<A extends Access>(run: ReadHandler<A>['run']): ReadHandler<A> {
  return { mode: 'read', run };
}

export function write<A extends Access>(run: WriteHandler<A>['run']): WriteHandler<A> {
  return { mode: 'write', run };
}
