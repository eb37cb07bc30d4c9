/**
 * What this renderer keeps to, in UTF-16 units unless said otherwise. The judge of its output in the tests has numbers of its own, so
 * that the two cannot share a mistake. Where sources disagree the stricter number stands here.
 */
export const LIMITS = {
  /**
   * Bytes of a card's JSON in UTF-8. A bot's message may have about 100 KB counted as UTF-16, older pages say 40 KB, and cards that
   * come by other ways 28 KB; this stays below all of them.
   * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
   * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
   */
  card: { bytes: 27_500 },
  /** The line in notifications and in the list of chats. Not documented; nobody reads more of it. */
  summary: 1_000,
  /**
   * Actions side by side. Teams draws six and hides the rest; narrow windows squeeze titles, so a row also ends by its letters.
   * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/design-effective-cards
   */
  row: { actions: 6, letters: 46 },
  /** `place`: bytes of the sealed place that a button may be given after it is drawn; an action and its fallback have it each. */
  button: { label: 60, hint: 120, data: 2_000, place: 250 },
  form: { title: 150 },
  input: { label: 250, hint: 500, placeholder: 150, number: 100 },
  choice: { title: 120, value: 150 },
  /** Of one sentence at a field. */
  error: 600,
} as const;
