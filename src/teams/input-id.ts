/** Inputs come back in one object with what the action carries, so their names must not meet. */
const PREFIX = 'f_';

/** The id of a field's input. */
export function inputId(field: string): string {
  return `${PREFIX}${field}`;
}

/** The field whose input has this id; null: it is the id of none. */
export function fieldOfInput(id: string): string | null {
  return id.startsWith(PREFIX) ? id.slice(PREFIX.length) : null;
}
