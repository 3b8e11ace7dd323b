/**
 * Slack's limits. Sources: the Block Kit reference on docs.slack.dev as carried by
 * `@slack/types` 3 (per-field comments), and the views and chat method references.
 */
export const LIMITS = {
  messageBlocks: 50,
  viewBlocks: 100,
  sectionText: 3_000,
  fields: 10,
  fieldText: 2_000,
  headerText: 150,
  contextElements: 10,
  contextText: 3_000,
  actionsElements: 25,
  labelText: 2_000,
  buttonText: 75,
  buttonValue: 2_000,
  url: 3_000,
  identifier: 255,
  placeholder: 150,
  options: 100,
  optionGroups: 100,
  choiceOptions: 10,
  overflowOptions: 5,
  optionText: 75,
  // The option reference says 150, the SDK's comment says 75: the smaller one is refused beyond.
  optionValue: 75,
  altText: 2_000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  inputText: 3_000,
  inputFiles: 10,
  markdownText: 12_000,
  tableRows: 100,
  tableColumns: 20,
  tableText: 10_000,
  viewTitle: 24,
  privateMetadata: 3_000,
  // Undocumented; measured at about 13,200 characters over all blocks: slackapi/bolt-js#2509.
  messageBlocksText: 13_200,
  attachments: 100,
  postedText: 40_000,
  updatedText: 4_000,
  // Reference of views.open: "greater than 250kb".
  viewBytes: 250_000,
  // Reference of views.push: "Currently the limit is 3".
  viewStack: 3,
} as const;
