/** Inputs come back in one object with what the action carries, so their names must not meet. */
const PREFIX = 'f_';

/** The id of a field's input. */
export function inputId(field: string): string {
  return `${PREFIX}${field}`;
}
