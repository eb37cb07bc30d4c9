export interface PickerItem {
  readonly key: string;
  readonly label: string;
  readonly note?: string;
  readonly group?: string;
  /** What goes to the bot: an option object or an id. */
  readonly raw: unknown;
}
