import type { RawValue } from '../../chat/field.ts';
import type { ShownField } from '../../chat/form.ts';
import { isRealDate } from '../../model/calendar/date.ts';
import type { CardCapabilities } from '../base/capabilities.ts';
import { inputId } from '../base/input-id.ts';
import { LIMITS } from '../base/limits.ts';
import { dataset } from '../parse/dataset.ts';
import type { FormContext } from './form-context.ts';
import { type DrawnInput, drawMenu } from './menu.ts';
import { drawPeople } from './people-input.ts';
import { drawText } from './text-input.ts';
import { drawTitle } from './title.ts';

/** The form around a field. */
export interface Around {
  readonly form: string;
  readonly context: FormContext;
  readonly caps: CardCapabilities;
}

const asText = (value: RawValue): string => (typeof value === 'string' ? value : '');
const asList = (value: RawValue): readonly string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? [...new Set(value)] : [];

/**
 * The input of a field with its value filled in, in as many bytes. null: there is nothing to choose from, so there is no input.
 */
export function drawInput({ name, field, value }: ShownField, around: Around, bytes: number): DrawnInput | null {
  const base = {
    id: inputId(name),
    spacing: 'Medium' as const,
    label: drawTitle(field.label, LIMITS.input.label),
    ...(field.required ? { isRequired: true, errorMessage: 'This needs an answer.' } : {}),
  };
  const hinted = field.placeholder?.trim() ? { ...base, placeholder: drawTitle(field.placeholder, LIMITS.input.placeholder) } : base;
  switch (field.type) {
    case 'text':
      return drawText(hinted, asText(value), field.limit.bytes, bytes);
    case 'longText':
      return drawText({ ...hinted, isMultiline: true }, asText(value), field.limit.bytes, bytes);
    case 'number':
      // Not Input.Number: it swallows what is not a number, and an optional one would come back as if it had been emptied.
      return drawText(hinted, asText(value), LIMITS.input.number, bytes);
    case 'choice':
      return drawMenu(hinted, { options: field.options ?? [], chosen: asList(value), clearable: !field.required }, bytes);
    case 'choices':
      return drawMenu(hinted, { options: field.options ?? [], chosen: asList(value).slice(0, field.max), several: true }, bytes);
    case 'lookup':
    case 'lookups': {
      const several = field.type === 'lookups';
      const chosen = several ? asList(value).slice(0, field.max) : asList(value);
      const known = field.options ?? [];
      if (around.caps.typeahead)
        return drawMenu(
          hinted,
          { options: known.filter((one) => chosen.includes(one.value)), chosen, several, dataset: dataset(around.form, name) },
          bytes,
        );
      return drawMenu(hinted, { options: [...known, ...(around.context.offered?.[name] ?? [])], chosen, several, clearable: true }, bytes);
    }
    case 'person':
      return drawPeople(hinted, asList(value), false, around, bytes);
    case 'people':
      return drawPeople(hinted, asList(value), true, around, bytes);
    case 'date': {
      const date = asText(value);
      return { input: { type: 'Input.Date', ...hinted, ...(isRealDate(date) ? { value: date } : {}) } };
    }
    case 'toggle': {
      // The label stands beside the tick, and no tick is an answer too.
      const { id, spacing } = base;
      const on = value === true || value === 'true';
      const title = drawTitle(field.label, LIMITS.input.label);
      return {
        input: { type: 'Input.Toggle', id, spacing, title, value: on ? 'true' : 'false', valueOn: 'true', valueOff: 'false', wrap: true },
      };
    }
    default: {
      const unknown: never = field;
      return unknown;
    }
  }
}
