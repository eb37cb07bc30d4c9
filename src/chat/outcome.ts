import type { Block } from './block.ts';
import type { Option } from './field.ts';
import type { FormView } from './form.ts';

interface Shown {
  readonly blocks: readonly Block[];
  /** A repeat: it was shown before. */
  readonly replayed: boolean;
  readonly returnTo?: string;
  /** Holds a secret: to be shown where the asker alone can read it, or not at all. */
  readonly secret?: true;
  /** Something was done, so a form in which the button stood has served its purpose. */
  readonly wrote?: true;
}

/** What the platform shall show. */
export type Outcome =
  /** To the asker alone. */
  | ({ readonly type: 'message' } & Shown)
  /** In place of the message whose button was pressed, or from which the form was opened. */
  | ({ readonly type: 'update' } & Shown)
  | { readonly type: 'form'; readonly view: FormView }
  /** The same form with what was wrong; the person's values are in the view. */
  | { readonly type: 'errors'; readonly view: FormView; readonly errors: Readonly<Record<string, string>> }
  /** The form while it is typed into, with what is to be said; `silent`: nothing is, and what was said goes away. */
  | { readonly type: 'said'; readonly view: FormView; readonly silent: boolean }
  /** What was found for the letters typed. */
  | { readonly type: 'options'; readonly options: readonly Option[] }
  /** Nothing changes on the screen. */
  | { readonly type: 'nothing' }
  /** The bot's own page. */
  | { readonly type: 'home'; readonly blocks: readonly Block[] };
