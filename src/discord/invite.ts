/** One permission that the bot asks for, and what its absence costs. */
export interface Permission {
  /** As Discord's settings show it in English. */
  name: string;
  bit: bigint;
  why: string;
  without: string;
}

/** Only what the bot uses (bits: docs, topics/permissions). */
export const PERMISSIONS: readonly Permission[] = [
  {
    name: 'View Channels',
    bit: 1n << 10n,
    why: 'To see the channels it is linked to.',
    without:
      'The channel cannot be used: nothing is posted there and reactions there do not count.',
  },
  {
    name: 'Send Messages',
    bit: 1n << 11n,
    why: 'To post drafts, reminders and receipts.',
    without: 'Nothing is posted in the channel; `draft show` counts it as failed.',
  },
  {
    name: 'Create Public Threads',
    bit: 1n << 35n,
    why: 'To open a thread under a draft when something about it changes.',
    without: 'Changed deadlines are not told under the draft; the log names them as refused.',
  },
  {
    name: 'Send Messages in Threads',
    bit: 1n << 38n,
    why: 'To tell changes in the thread of the draft that they concern.',
    without: 'As without Create Public Threads.',
  },
  {
    name: 'Embed Links',
    bit: 1n << 14n,
    why: 'Drafts are shown as embeds, under one line of text.',
    without: 'Only that one line and the buttons appear; dates, documents and details are missing.',
  },
  {
    name: 'Attach Files',
    bit: 1n << 15n,
    why: 'To post documents.',
    without: 'Files cannot be posted; the log names them as refused.',
  },
  {
    name: 'Read Message History',
    bit: 1n << 16n,
    why: 'To read the reactions on older drafts, and to look before anything is posted again.',
    without:
      'Reactions given while the bot was away are lost, and a failed post cannot be checked.',
  },
];

/** Everything in {@link PERMISSIONS} as the number that Discord's links take. */
export function permissionBits(): bigint {
  return PERMISSIONS.reduce((sum, { bit }) => sum | bit, 0n);
}

/** The link with which an administrator of a server adds the bot with the right permissions. */
export function inviteUrl(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: permissionBits().toString(),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
