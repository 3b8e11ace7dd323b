/**
 * Slack's limits, counted in UTF-16 units: never more than what Slack counts, whichever unit it
 * uses. Source unless another is given: the Block Kit reference on docs.slack.dev, as
 * `@slack/types` 3 repeats it field by field.
 */

/** Blocks of one message. */
export const MESSAGE_BLOCKS = 50;

/**
 * All blocks of one message as JSON, in bytes. Slack answers `msg_blocks_too_long` at about 13,200
 * characters (slackapi/bolt-js#2509), and did so for rich text whose visible text had only 11,341
 * (slackapi/bolt-js#2867): the structure counts. 50 block ids that Slack adds take about 1,100.
 */
export const MESSAGE_BYTES = 12_000;

/** One piece of running text; Slack's limit of a section's text, kept for rich text as well. */
export const TEXT = 3_000;

/** A header block's text. */
export const HEADER = 150;

/** A context block's text element. Not documented; a text object takes 3,000 anywhere. */
export const CONTEXT = 3_000;

/** The top-level text of a message; Slack advises 4,000 and `chat.update` refuses more. */
export const FALLBACK_TEXT = 3_900;

/** What a picture shows: files.getUploadURLExternal, `alt_txt_too_large`. */
export const ALT_TEXT = 1_000;

/** The label of a button. */
export const BUTTON_LABEL = 75;

/** Our own: more buttons than this in a row wrap badly on a phone. */
export const BUTTONS_PER_ROW = 5;

/** The id of a button: Discord's limit of a custom id, so that one button works on both. */
export const BUTTON_ID = 100;

/** A link's address. */
export const URL_LENGTH = 3_000;

/** A modal's title and the labels of its buttons (docs.slack.dev, "Modal views"). */
export const VIEW_TITLE = 24;

/** A modal's private metadata. */
export const PRIVATE_METADATA = 3_000;

/** A modal's callback id, a block's id, an element's id. */
export const IDENTIFIER = 255;

/** The label and the hint of an input block. */
export const INPUT_LABEL = 2_000;

/** What a text input takes. */
export const INPUT_TEXT = 3_000;

/** Options of a select, or of one group of it. */
export const SELECT_OPTIONS = 100;

/** Groups of a select. */
export const SELECT_GROUPS = 100;

/** An option's text; its value, where the reference says 150 and the SDK 75. */
export const OPTION_TEXT = 75;
export const OPTION_VALUE = 75;

/** The sentence beside a field after a refusal. Not documented; kept short for a phone. */
export const FIELD_ERROR = 300;
