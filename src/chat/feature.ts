import type { Right } from '../model/rights/rights.ts';
import type { ActionContract } from './action.ts';
import type { Block } from './block.ts';
import type { Context } from './context.ts';
import type { Option } from './field.ts';
import type { FormContract, FormReply, FormShape, FormValues } from './form.ts';
import type { Access, Handler, ReadHandler, WriteHandler } from './handler.ts';
import type { HomeReply, ReadReply } from './reply.ts';
import type { CardPart, Thing } from './things.ts';
import type { WordsReader } from './words.ts';

/** Groups of the help, in the order they are shown. */
export const COMMAND_GROUPS = ['pull', 'backlog', 'portfolio', 'anti-backlog', 'strategy', 'organization'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** As people read them. */
export const GROUP_NAMES: Readonly<Record<CommandGroup, string>> = {
  pull: 'Pull',
  backlog: 'Backlog',
  portfolio: 'Portfolio',
  'anti-backlog': 'Anti-backlog',
  strategy: 'Strategy',
  organization: 'Organization',
};

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
  /** Asked for some of what it does, besides: told by `who`. */
  readonly also?: readonly Right[];
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

/** Finds things while a person types into a `lookup` field. */
export interface Lookup<A extends Access> {
  /** The `source` that fields name. */
  readonly name: string;
  readonly run: (context: Context<A['read']>, query: string) => Promise<readonly Option[]>;
}

/** Says something about a text field while it is being typed, where the platform can; elsewhere it is never called. */
export interface Watch<A extends Access> {
  readonly form: string;
  readonly field: string;
  readonly run: (context: Context<A['read']>, text: string, data: Readonly<Record<string, unknown>>) => Promise<readonly Block[]>;
}

/** A message that a person handed over: "do this with that message". */
export interface HandedMessage {
  /** As its author typed it, without markup; may be empty (a picture, say) and of any length. */
  readonly text: string;
  /** Its permanent address; empty when the platform gave none. */
  readonly link: string;
  /** The author's name, empty when unknown. */
  readonly author: string;
}

/** An entry in the menu of every message. */
export interface Shortcut<A extends Access> {
  /** Stable: the manifest carries it. */
  readonly name: string;
  /** At most 24 characters, Slack's limit. */
  readonly title: string;
  /** One line: what it does for the person. */
  readonly summary: string;
  readonly right: Right;
  readonly handle: (message: HandedMessage) => ReadHandler<A>;
}

/** What people can do in one area. */
export interface Feature<A extends Access> {
  readonly name: string;
  readonly commands: readonly Command<A>[];
  readonly actions: readonly Action<A>[];
  readonly forms: readonly Form<A>[];
  /** Kinds of things it shows, or a side of them. */
  readonly things?: readonly Thing<A>[];
  /** What it adds to the cards of things. */
  readonly cards?: readonly CardPart<A>[];
  readonly lookups?: readonly Lookup<A>[];
  readonly watches?: readonly Watch<A>[];
  readonly shortcuts?: readonly Shortcut<A>[];
  /** What a person sees who opens the bot's own page. One feature has it; it also answers before setup. */
  readonly home?: (context: Context<A['read']>) => Promise<HomeReply>;
}

/** All commands in the order in which help, manifests and the README tell them: group by group. */
export function commandsOf<A extends Access>(features: readonly Feature<A>[]): readonly Command<A>[] {
  const all = features.flatMap((feature) => feature.commands);
  return COMMAND_GROUPS.flatMap((group) => all.filter((one) => one.group === group));
}

type CommandTexts<A extends Access> = Omit<Command<A>, 'handle'>;

/** Declares a command. `words` reads what follows the name; `handle` decides from it whether this reads or writes. */
export function command<A extends Access, Input>(
  texts: CommandTexts<A> & { readonly words: WordsReader<Input>; readonly handle: (input: Input) => Handler<A> },
): Command<A> {
  const { words, handle, ...rest } = texts;
  return { ...rest, handle: (typed) => handle(words(typed, rest.usage)) };
}

/** Only an action that says so may answer with a form. */
type Answering<A extends Access, Opens> = Opens extends 'form' ? ReadHandler<A> : Handler<A, Exclude<ReadReply, FormReply>>;

/** Answers an action's buttons. */
export function onAction<A extends Access, Data extends Readonly<Record<string, unknown>>, Opens extends 'form' | undefined>(
  contract: ActionContract<Data, Opens>,
  right: Right,
  handle: (data: Data) => Answering<A, Opens>,
  options: { readonly beforeSetup?: boolean } = {},
): Action<A> {
  return { contract, right, handle: (data) => handle(data as Data) as Handler<A>, ...options };
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

/**
 * Answers what is typed into fields whose `source` is this name.
 *
 * @param run finds by key and by words, best first; at most 100 options are shown. An empty query asks for what is likely
 */
export function onLookup<A extends Access>(name: string, run: Lookup<A>['run']): Lookup<A> {
  return { name, run };
}

/**
 * Watches a text field while it is being typed. The blocks stand under the form's introduction; none take the last ones away.
 *
 * @param run gets the text as typed so far, not cleaned, and what the form carries
 */
export function onWatch<A extends Access, Shape extends FormShape, Data extends Readonly<Record<string, unknown>>>(
  contract: FormContract<Shape, Data>,
  field: keyof Shape & string,
  run: (context: Context<A['read']>, text: string, data: Data) => Promise<readonly Block[]>,
): Watch<A> {
  return { form: contract.name, field, run: (context, text, data) => run(context, text, data as Data) };
}

/** Answers a message's menu entry, usually with a form in which what is known is filled in. */
export function onShortcut<A extends Access>(shortcut: Shortcut<A>): Shortcut<A> {
  return shortcut;
}
