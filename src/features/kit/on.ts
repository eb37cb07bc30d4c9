import type { ActionContract } from '../../chat/action.ts';
import { type Action, type Form, onForm } from '../../chat/feature.ts';
import type { FormContract, FormReply, FormShape, FormValues } from '../../chat/form.ts';
import { read, write } from '../../chat/handler.ts';
import type { ReadReply, WriteReply } from '../../chat/reply.ts';
import type { Right } from '../../model/rights/rights.ts';
import type { Access, Read, Write } from './access.ts';

type Data = Readonly<Record<string, unknown>>;
type Opens = 'form' | undefined;

interface Options {
  readonly beforeSetup?: boolean;
}

/** Only an action that says so may answer with a form. */
type Answer<O extends Opens> = O extends 'form' ? ReadReply : Exclude<ReadReply, FormReply>;

/** Answers an action's buttons by reading. */
export function onRead<D extends Data, O extends Opens>(
  contract: ActionContract<D, O>,
  right: Right,
  run: (context: Read, data: D) => Promise<Answer<O>>,
  options: Options = {},
): Action<Access> {
  return { contract, right, handle: (data) => read((context: Read) => run(context, data as D)), ...options };
}

/** Answers an action's buttons by writing. What opens a form writes nothing. */
export function onWrite<D extends Data>(
  contract: ActionContract<D, undefined>,
  right: Right,
  run: (context: Write, data: D) => Promise<WriteReply>,
  options: Options = {},
): Action<Access> {
  return { contract, right, handle: (data) => write((context: Write) => run(context, data as D)), ...options };
}

/** Answers a form's submission. */
export function onSubmit<Shape extends FormShape, D extends Data>(
  contract: FormContract<Shape, D>,
  right: Right,
  run: (context: Write, values: FormValues<Shape>, data: D) => Promise<WriteReply>,
  options: Options = {},
): Form<Access> {
  return onForm(contract, right, (values, data) => write((context: Write) => run(context, values, data)), options);
}
