import { action } from '../../../chat/action.ts';

/** The buttons of a second door: none carries a code or an id, so what they mean is known by who presses them. */
export const doors = {
  /** Get a code for another workspace, or type one. */
  connect: action('doors.connect', {}, 'form'),
  workspaceCode: action('doors.workspaceCode', {}),
  enterCode: action('doors.enterCode', {}, 'form'),
  personCode: action('doors.personCode', {}),
  enterPersonCode: action('doors.enterPersonCode', {}, 'form'),
  /** "That is me", and "That is not me", of whoever stands on the other side of a code. */
  agree: action('doors.agree', {}),
  decline: action('doors.decline', {}),
};
