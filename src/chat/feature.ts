import type { Right } from '../model/rights.ts';
import type { ActionContract } from './action.ts';
import type { FormContract, FormShape, FormValues } from './form.ts';
import type { Access, Handler, WriteHandler } from './handler.ts';
import type { WordsReader } from './words.ts';

/** Groups of the help, in the order they are shown. */
export const COMMAND_GROUPS = ['pull', 'backlog', 'organization'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** A word after `/flow`. Help, "did you mean", usage hints, manifests and the README's table come from these. */
export interface Command<A extends Access> {
  /** Lower case. The empty name answers `/flow` alone. */
  readonly name: string;
  readonly group: CommandGroup;
  /** One line: what it does for the person. */
  readonly summary: string;
  /** What to type, with a leading `/flow`. */
  readonly usage: string;
  readonly right: Right;
  /** Among the few that the first help shows. */
  readonly first?: boolean;
  /** Works before setup is finished. */
  readonly beforeSetup?: boolean;
  readonly handle: (words: Parameters<WordsReader<unknown>>[0]) => Handler<A>;
}

/** An action with its handler. */
export interface Action<A extends Access> {
  readonly contract: ActionContract<Readonly<Record<string, unknown>>>;
  readonly right: Right;
  readonly beforeSetup?: boolean;
  readonly handle: (data: Readonly<Record<string, unknown>>) => Handler<A>;
}

/** A form with its handler. */
export interface Form<A extends Access> {
  readonly contract: FormContract;
  readonly right: Right;
  readonly beforeSetup?: boolean;
  readonly handle: (values: Readonly<Record<string, unknown>>, data: Readonly<Record<string, unknown>>) => WriteHandler<A>;
}

/** What people can do in one area. */
export interface Feature<A extends Access> {
  readonly name: string;
  readonly commands: readonly Command<A>[];
  readonly actions: readonly Action<A>[];
  readonly forms: readonly Form<A>[];
}

type CommandTexts<A extends Access> = Omit<Command<A>, 'handle'>;

/** Declares a command. `words` reads what follows the name; `handle` decides from it whether this reads or writes. */
export function command<A extends Access, Input>(
  texts: CommandTexts<A> & { readonly words: WordsReader<Input>; readonly handle: (input: Input) => Handler<A> },
): Command<A> {
  const { words, handle, ...rest } = texts;
  return { ...rest, handle: (typed) => handle(words(typed, rest.usage)) };
}

/** Answers an action's buttons. */
export function onAction<A extends Access, Data extends Readonly<Record<string, unknown>>>(
  contract: ActionContract<Data>,
  right: Right,
  handle: (data: Data) => Handler<A>,
  options: { readonly beforeSetup?: boolean } = {},
): Action<A> {
  return { contract, right, handle: (data) => handle(data as Data), ...options };
}

/** Answers a form's submission. */
export function onForm<A extends Access, Shape extends FormShape, Data extends Readonly<Record<string, unknown>>>(
  contract: FormContract<Shape, Data>,
  right: Right,
  handle: (values: FormValues<Shape>, data: Data) => WriteHandler<A>,
  options: { readonly beforeSetup?: boolean } = {},
): Form<A> {
  return {
    contract: contract as unknown as FormContract,
    right,
    handle: (values, data) => handle(values as FormValues<Shape>, data as Data),
    ...options,
  };
}
