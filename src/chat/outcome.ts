import type { Block } from './block.ts';
import type { FormView } from './form.ts';

/** What the platform shall show. */
export type Outcome =
  /** To the asker alone. */
  | { readonly type: 'message'; readonly blocks: readonly Block[]; readonly replayed: boolean; readonly returnTo?: string }
  /** In place of the message whose button was pressed, or from which the form was opened. */
  | { readonly type: 'update'; readonly blocks: readonly Block[]; readonly replayed: boolean; readonly returnTo?: string }
  | { readonly type: 'form'; readonly view: FormView }
  /** The same form with what was wrong; the person's values are in the view. */
  | { readonly type: 'errors'; readonly view: FormView; readonly errors: Readonly<Record<string, string>> };
