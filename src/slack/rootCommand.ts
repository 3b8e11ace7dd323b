/** The one slash command; its first words are the verb, in any language. */
export const ROOT_COMMAND = '/civikos';
