/**
 * The part of Adaptive Cards 1.5 that we draw, and what Teams adds to it. Our own types: the SDK has none, and it is to be replaced.
 * https://adaptivecards.io/explorer/
 */
export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  readonly version: '1.5';
  /** An extension of Teams: as wide as the chat. */
  readonly msteams?: { readonly width: 'Full' };
  readonly body: readonly CardElement[];
  readonly actions?: readonly CardAction[];
}

export type CardElement = TextBlock | RichTextBlock | ColumnSet | Table | ActionSet | Container | CardInput;

interface Placed {
  readonly spacing?: 'None' | 'Small' | 'Medium' | 'Large';
  /** A line above. */
  readonly separator?: true;
}

interface Lettering {
  readonly size?: 'Small' | 'Medium' | 'Large';
  readonly weight?: 'Bolder';
  readonly color?: 'Attention' | 'Warning';
  readonly isSubtle?: true;
}

/** Reads Markdown: for words of ours only, or such as cannot be any (see heading.ts). */
export interface TextBlock extends Placed, Lettering {
  readonly type: 'TextBlock';
  readonly text: string;
  readonly wrap: true;
  readonly style?: 'heading';
}

export interface RichTextBlock extends Placed {
  readonly type: 'RichTextBlock';
  readonly inlines: readonly TextRun[];
}

export interface TextRun extends Lettering {
  readonly type: 'TextRun';
  readonly text: string;
  readonly italic?: true;
  readonly fontType?: 'Monospace';
  readonly selectAction?: OpenUrl;
}

export interface ColumnSet extends Placed {
  readonly type: 'ColumnSet';
  readonly columns: readonly Column[];
}

export interface Column {
  readonly type: 'Column';
  readonly width: 'auto' | 'stretch';
  readonly verticalContentAlignment?: 'Center';
  readonly items: readonly CardElement[];
}

export interface Table extends Placed {
  readonly type: 'Table';
  readonly columns: readonly { readonly width: number }[];
  /** Two names of one thing: the schema has the first, Microsoft's renderer reads the second, and takes a missing one for true. */
  readonly firstRowAsHeader: boolean;
  readonly firstRowAsHeaders: boolean;
  readonly showGridLines: boolean;
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly type: 'TableRow';
  readonly cells: readonly TableCell[];
}

export interface TableCell {
  readonly type: 'TableCell';
  readonly items: readonly CardElement[];
}

export interface ActionSet extends Placed {
  readonly type: 'ActionSet';
  readonly actions: readonly CardAction[];
}

export interface Container extends Placed {
  readonly type: 'Container';
  readonly items: readonly CardElement[];
}

interface InputBase extends Placed {
  readonly id: string;
  readonly label?: string;
  readonly isRequired?: boolean;
  /** Said by the client when a required input is left empty. */
  readonly errorMessage?: string;
}

export type CardInput = TextInput | DateInput | ToggleInput | ChoiceSet;

export interface TextInput extends InputBase {
  readonly type: 'Input.Text';
  readonly isMultiline?: boolean;
  readonly maxLength: number;
  readonly placeholder?: string;
  readonly value?: string;
}

export interface DateInput extends InputBase {
  readonly type: 'Input.Date';
  readonly value?: string;
}

export interface ToggleInput extends InputBase {
  readonly type: 'Input.Toggle';
  readonly title: string;
  readonly value: 'true' | 'false';
  readonly valueOn: 'true';
  readonly valueOff: 'false';
  readonly wrap: true;
}

export interface ChoiceSet extends InputBase {
  readonly type: 'Input.ChoiceSet';
  readonly style: 'compact' | 'filtered';
  readonly isMultiSelect?: true;
  readonly placeholder?: string;
  /** Several values stand with commas between them. */
  readonly value?: string;
  readonly choices: readonly Choice[];
  /** An extension of Teams: choices are asked for while a person types. */
  readonly 'choices.data'?: { readonly type: 'Data.Query'; readonly dataset: string };
}

export interface Choice {
  readonly title: string;
  readonly value: string;
}

export type CardAction = Execute | Submit | OpenUrl;

interface ActionBase {
  readonly title: string;
  readonly style?: 'positive' | 'destructive';
  readonly tooltip?: string;
  /** `none`: pressing it asks for no answer of a form around it. */
  readonly associatedInputs?: 'none';
}

export interface Execute extends ActionBase {
  readonly type: 'Action.Execute';
  readonly verb: Verb;
  readonly data: PressedData | EndData;
  /** Clients that know no universal actions. */
  readonly fallback: Submit;
}

export interface Submit extends ActionBase {
  readonly type: 'Action.Submit';
  readonly data: PressedData | EndData;
}

export interface OpenUrl {
  readonly type: 'Action.OpenUrl';
  readonly title?: string;
  readonly url: string;
}

/** What an action asks of the bot. */
export type Verb = 'act' | 'submit' | 'cancel';

/** What a pressed button brings back. Everything of it is read as a stranger's. */
export interface PressedData {
  readonly act: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly nonce?: string;
  /** The client asks the bot for a dialog before it shows anything. */
  readonly msteams?: { readonly type: 'task/fetch' };
}

/**
 * What the end of a form brings back: its name and its draft, beside the inputs by their ids (input-id.ts). `asks` names the fields that
 * have an input, because clients leave out every input that is empty.
 */
export type EndData =
  | { readonly submit: string; readonly draft: string; readonly asks: readonly string[] }
  | { readonly cancel: string; readonly draft: string };
