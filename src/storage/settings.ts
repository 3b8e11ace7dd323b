import { z } from 'zod';
import type { Database, Tx } from './database.ts';
import { DraftType } from './generated/sqlite/enums.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** One emoji, e.g. 👀; letters and words are none. */
const emoji = z
  .string()
  .max(16)
  .regex(/^\p{Extended_Pictographic}(?:\p{M}|\p{Sk}|\u200d|\p{Extended_Pictographic})*$/u);
/** A kind of act, by its stable name. */
export type DraftKind = DraftType;

const kind = z.enum(DraftType);
const marks = z.array(z.number().int().min(0).max(365)).max(20);

/**
 * What staff may change without a restart. How a window is counted and its least lengths are from
 * memory of Regulation (GRK) No. 05/2016 and unverified; whoever runs the bot checks them against
 * its text.
 */
export const settingsSchema = z.object({
  /** How many working days before the ministry's window closes contributions are due. */
  dueLeadWorkingDays: z.number().int().min(0).max(20).default(1),
  dueTime: time.default('12:00'),
  minimumWorkingDays: z.number().int().min(0).max(90).default(15),
  minimumWorkingDaysComplex: z.number().int().min(0).max(90).default(20),
  /** Ministries appear to count the opening day (platform item 40472: 14.09.-04.10.2018). */
  countOpeningDay: z.boolean().default(true),
  /** Where a kind of act differs from the three above; only those that differ stand here. */
  countOpeningDayByKind: z.partialRecord(kind, z.boolean()).default({}),
  minimumByKind: z.partialRecord(kind, z.number().int().min(0).max(90)).default({}),
  minimumComplexByKind: z.partialRecord(kind, z.number().int().min(0).max(90)).default({}),
  sendFrom: time.default('08:00'),
  sendTo: time.default('18:00'),
  /** Working days before contributions are due; 0 is the last working morning. */
  dueReminderWorkingDays: marks.default([10, 5, 2, 0]),
  /** Calendar days before a milestone; 0 is the day itself. */
  milestoneReminderDays: marks.default([30, 14, 7, 1, 0]),
  milestoneOverdueEveryDays: z.number().int().min(1).max(90).default(7),
  /**
   * Calendar days after which an overdue milestone is put before the person named for it. Four weeks,
   * after four weekly reminders, are this project's own choice; no source names a number.
   */
  milestoneEscalateAfterDays: z.number().int().min(1).max(365).default(28),
  /**
   * Working days after a bundle left until the institution should have said that it has it. This
   * project's own choice; no source names a number.
   */
  acknowledgementWorkingDays: z.number().int().min(1).max(60).default(3),
  /**
   * Working days after a consultation closed until the institution's report on it is due. From memory
   * of Regulation (GRK) No. 05/2016 and unverified: wherever it is shown, that is said.
   */
  reportDueWorkingDays: z.number().int().min(1).max(120).default(15),
  /** Working days after that until the Secretary General is written to; this project's own choice. */
  reportVeryOverdueWorkingDays: z.number().int().min(2).max(120).default(15),
  /** And until it becomes an item for the Council; likewise. */
  reportCouncilWorkingDays: z.number().int().min(3).max(250).default(30),
  /** A digest for the secretariat at the beginning of each week; silent when there is nothing. */
  officeDigest: z.boolean().default(true),
  emojiReading: emoji.default('👀'),
  emojiWillContribute: emoji.default('✍'),
  emojiInterested: emoji.default('👍'),
  /** Whether contributions are shared with the other members unless their author says otherwise. */
  contributionsShared: z.boolean().default(false),
  /**
   * Slack takes one message a second a channel and, over all of a workspace, "several hundred
   * messages per minute" (docs.slack.dev, chat.postMessage): 300 is the least that this can mean.
   */
  slackPostsPerMinute: z.number().int().min(10).max(1_200).default(300),
});

export type Settings = z.infer<typeof settingsSchema>;
export type SettingName = keyof Settings;

export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({});

/** The settings in force: the defaults, and over them what staff stored. */
export async function readSettings(db: Database | Tx): Promise<Settings> {
  const rows = await db.setting.findMany();
  return settingsSchema.parse(Object.fromEntries(rows.map((row) => [row.key, row.value])));
}

export const SETTING_NAMES = Object.keys(settingsSchema.shape) as SettingName[];

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingsSchema.shape, name);
}

/** `draft_law=15, strategy=20` or the same as JSON; a dash for none at all. */
function readPairs(text: string): Record<string, unknown> | undefined {
  const inner = text
    .trim()
    .replace(/^\{(.*)\}$/s, '$1')
    .trim();
  if (inner === '-' || (inner === '' && text.trim() !== '')) return {};
  const pairs = inner.split(/[\s,;]+(?=["a-z])/);
  const read = pairs.map((pair) => /^"?([a-z_]+)"?\s*[:=]\s*(\d{1,3}|true|false)$/.exec(pair));
  if (read.some((match) => match === null)) return undefined;
  return Object.fromEntries(
    read.map((match) => [match?.[1] ?? '', readPairValue(match?.[2] ?? '')]),
  );
}

// Not JSON: that knows no number that begins with a zero.
const readPairValue = (text: string) => (/\d/.test(text) ? Number(text) : text === 'true');

/** Reads what an administrator typed for a setting; undefined when it cannot be that. */
export function readSettingValue(
  name: SettingName,
  text: string,
): Settings[SettingName] | undefined {
  const candidates: unknown[] = [text];
  if (/^-?\d+$/.test(text)) candidates.unshift(Number(text));
  if (text === 'true' || text === 'false') candidates.unshift(text === 'true');
  if (/^\[?[\d\s,]+\]?$/.test(text)) {
    candidates.unshift(text.replace(/[[\]]/g, '').split(',').map(Number));
  }
  const pairs = readPairs(text);
  if (pairs) candidates.unshift(pairs);
  for (const candidate of candidates) {
    const read = settingsSchema.shape[name].safeParse(candidate);
    if (read.success) return read.data;
  }
  return undefined;
}
