import { Fragment } from './fragment.ts';

/** A statement as it is sent: its fragments are part of the text, and only values are left beside it. */
export interface Statement {
  /** The text between the values, as a template literal would hand it in. */
  readonly strings: TemplateStringsArray;
  /** `SELECT ${a}` as `SELECT $1`: what is put in is sent beside the text, never in it. */
  readonly text: string;
  readonly values: readonly unknown[];
}

type Text = Pick<Statement, 'strings' | 'text'>;

/** What is known of a template up to one of its fragments: its text, and what follows by the place of the next and by which it is. */
interface Step {
  text?: Text;
  readonly next: WeakMap<Fragment, Step>[];
}

// A template literal hands in the same strings at every call, and constant fragments are the same, too: their text is made once.
const steps = new WeakMap<TemplateStringsArray, Step>();

/** Puts a template's fragments into its text, and numbers what is left of its values. */
export function statementOf(strings: TemplateStringsArray, values: readonly unknown[]): Statement {
  let step = steps.get(strings);
  if (step === undefined) {
    step = { next: [] };
    steps.set(strings, step);
  }
  let constant = true;
  let fragments = 0;
  for (let place = 0; place < values.length; place += 1) {
    const value = values[place];
    if (!(value instanceof Fragment)) continue;
    fragments += 1;
    // One with values of its own is made at each call.
    if (value.values.length > 0) constant = false;
    else step = after(step, place, value);
  }
  const sent = fragments === 0 ? values : values.flatMap((value) => (value instanceof Fragment ? value.values : [value]));
  const made = (constant ? step.text : undefined) ?? textOf(strings, values);
  if (constant) step.text = made;
  return { strings: made.strings, text: made.text, values: sent };
}

function after(step: Step, place: number, fragment: Fragment): Step {
  step.next[place] ??= new WeakMap();
  const known = step.next[place].get(fragment);
  if (known !== undefined) return known;
  const made: Step = { next: [] };
  step.next[place].set(fragment, made);
  return made;
}

function textOf(strings: TemplateStringsArray, values: readonly unknown[]): Text {
  const whole = new Fragment(strings, values);
  return { strings: Object.assign([...whole.strings], { raw: whole.strings }), text: whole.text };
}
