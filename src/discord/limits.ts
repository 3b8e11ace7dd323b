// Discord's own numbers (discord/discord-api-docs, August 2026). Discord counts code points; we
// count UTF-16 units, which are never fewer, so what fits here fits there.

/** resources/message, "Create Message". */
export const CONTENT = 2000;
/** resources/message, "Embed Limits"; the last one counts over all embeds of a message. */
export const EMBEDS = 10;
export const EMBED_TITLE = 256;
export const EMBED_DESCRIPTION = 4096;
export const EMBEDS_TOTAL = 6000;

/** components/reference, "Action Row" and "Button". */
export const ROWS = 5;
export const BUTTONS_PER_ROW = 5;
export const BUTTON_LABEL = 80;
export const CUSTOM_ID = 100;

/** components/reference, "Modal", "Label", "Text Input", "String Select", "Text Display". */
export const MODAL_TITLE = 45;
export const MODAL_PARTS = 5;
export const LABEL = 45;
export const LABEL_DESCRIPTION = 100;
export const TEXT_INPUT = 4000;
export const SELECT_OPTIONS = 25;
export const SELECT_OPTION = 100;
/** components/reference, "File Upload": `file_types`. */
export const FILE_TYPES = 10;

/** interactions/application-commands. */
export const COMMANDS = 100;
export const COMMAND_DESCRIPTION = 100;
export const COMMAND_OPTIONS = 25;
export const CHOICES = 25;
export const CHOICE = 100;

/** resources/message, "Create Message": `nonce`. */
export const NONCE = 25;
/** resources/message, "Attachment Object": `description`. */
export const FILE_DESCRIPTION = 1024;
/** resources/channel, "Start Thread from Message". */
export const THREAD_NAME = 100;
/** The longest rest before Discord hides a thread; it comes back with the next message. */
export const THREAD_ARCHIVE_MINUTES = 10_080;
/** resources/message, "Get Channel Messages" and "Get Reactions". */
export const PAGE = 100;

/**
 * interactions/receiving-and-responding: the first answer is due within 3 seconds. What is not
 * answered after this long is acknowledged, with a second left for the way.
 */
export const ACKNOWLEDGE_AFTER_MS = 2000;
/** The same 3 seconds; completion cannot be deferred, so it comes late rather than never. */
export const COMPLETE_WITHIN_MS = 2500;
