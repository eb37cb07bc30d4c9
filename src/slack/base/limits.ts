/**
 * What Slack takes, in UTF-16 units unless said otherwise. Used by this renderer only; the stand-in that judges its output has
 * a table of its own, so that the two cannot share a mistake. Where sources disagree the stricter number stands here.
 * https://docs.slack.dev/reference/block-kit and https://docs.slack.dev/reference/views/modal-views
 */
export const LIMITS = {
  message: {
    blocks: 50,
    /** Top-level `text`: Slack recommends at most 4,000 and cuts above 40,000. */
    text: 4_000,
    /**
     * Characters over all blocks of a message. Not documented: Slack answers `msg_blocks_too_long` from about 13,200 on
     * (github.com/slackapi/bolt-js/issues/2509), so we stay well below.
     */
    budget: 12_000,
  },
  view: {
    blocks: 100,
    title: 24,
    button: 24,
    privateMetadata: 3_000,
    /** Bytes of JSON; Slack answers `view_too_large` at about 250 KB. Options are what grows, so they get most of it. */
    optionBytes: 180_000,
  },
  /** Any text object. */
  text: 3_000,
  header: 150,
  actions: 25,
  button: { label: 75, value: 2_000, hint: 75 },
  /** Of `block_id` and `action_id`. */
  id: 255,
  input: { label: 2_000, hint: 2_000, placeholder: 150, text: 3_000 },
  /** One native table per message; characters over all its cells. A cell of ours is shorter than what Slack would take. */
  table: { perMessage: 1, rows: 100, columns: 20, chars: 10_000, cell: 300 },
  /** The cap per message is not documented (github.com/vercel/chat, pull request 696); above six series the picture helps nobody. */
  chart: { perMessage: 2, title: 50, series: 6, points: 20, label: 20 },
  select: { options: 100, groups: 100, groupLabel: 75 },
  /** A value may have 75 by the types and 150 by the documentation. */
  option: { text: 75, value: 75 },
  /** Of one sentence under a field (`response_action: errors`); no limit is documented. */
  error: 1_000,
} as const;
