/**
 * Slack's limits on what an app shows, in characters unless said otherwise.
 * @see https://docs.slack.dev/reference/block-kit/blocks
 */
export const SLACK_LIMITS = {
  blocksInMessage: 50,
  blocksInView: 100,
  /** Of a message's blocks together; found by trying, not documented. */
  charactersInMessage: 13_200,
  /** Of `text`, beside blocks: what notifications show. 40,000 is refused, 4,000 recommended. */
  text: 4_000,
  sectionText: 3_000,
  sectionFields: 10,
  sectionField: 2_000,
  header: 150,
  contextElements: 10,
  actions: 25,
  contextActions: 5,
  actionId: 255,
  blockId: 255,
  buttonText: 75,
  buttonValue: 2_000,
  accessibilityLabel: 75,
  url: 3_000,
  /** Of all markdown blocks of a payload, and of one append to a stream. */
  markdown: 12_000,
  /** The header counts as one. */
  tableRows: 100,
  tableColumns: 20,
  tableCharacters: 10_000,
  chartsInMessage: 2,
  chartPoints: 20,
  chartSeries: 6,
  chartLabel: 20,
  chartTitle: 50,
  imageAlt: 2_000,
  options: 100,
  optionText: 75,
  optionValue: 150,
  placeholder: 150,
  inputLabel: 2_000,
  inputHint: 2_000,
  inputInitial: 3_000,
  viewTitle: 24,
  viewButton: 24,
  privateMetadata: 3_000,
  callbackId: 255,
  suggestedPrompts: 4,
  loadingMessages: 10,
  /** Bytes of a message's metadata as JSON. */
  metadata: 16_000,
} as const;
