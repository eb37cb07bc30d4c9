/** What a client can do with a card beyond Adaptive Cards 1.5. A renderer that may not count on one draws the next best thing. */
export interface CardCapabilities {
  /** Buttons open dialogs: `task/fetch` and `task/submit`. */
  readonly dialogs: boolean;
  /** Menus ask the bot while a person types: `Data.Query` and `application/search`. */
  readonly typeahead: boolean;
  /** Menus of people come from the directory: `Data.Query` on `graph.microsoft.com/users`. */
  readonly peoplePicker: boolean;
  /** `Chart.*` elements. */
  readonly charts: boolean;
  /** Messages in a channel that one person alone sees. */
  readonly targetedMessages: boolean;
  /** Cards as wide as the chat: `msteams.width`. */
  readonly wide: boolean;
}

/**
 * Teams on desktop, web and phones.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search and
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/people-picker
 */
export const TEAMS_CLIENT: CardCapabilities = {
  dialogs: true,
  typeahead: true,
  peoplePicker: true,
  charts: true,
  targetedMessages: true,
  wide: true,
};

/** Microsoft's local client, `@microsoft/m365agentsplayground`: cards, buttons and inputs, nothing that Teams adds to them. */
export const LOCAL_CLIENT: CardCapabilities = {
  dialogs: false,
  typeahead: false,
  peoplePicker: false,
  charts: false,
  targetedMessages: false,
  wide: false,
};
