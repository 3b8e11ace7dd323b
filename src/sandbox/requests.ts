import { z } from 'zod';
import { isLanguage } from '../i18n/languages.ts';
import { ID } from './directory.ts';
import { neutralEmoji } from './emoji.ts';
import { MAX_FILE_BYTES, MAX_TEXT_LENGTH } from './wire.ts';

/** Values, base64 and JSON around the largest file. */
export const MAX_SUBMIT_BYTES = Math.ceil((MAX_FILE_BYTES * 4) / 3) + 2 * 1024 * 1024;
/** Everything else: text of the greatest length, each letter up to four bytes, and JSON. */
export const MAX_REQUEST_BYTES = 256 * 1024;

const user = z.string().regex(ID);
const channel = z.union([z.string().regex(ID), z.string().regex(/^dm:[A-Za-z0-9_.-]{1,64}$/)]);
/** Ids of messages, forms and requests are made by the program or the browser. */
const made = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const act = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/);
const doing = { user, request: made };
const place = { channel, thread: made.nullable() };

/** Discord allows a button's id 100 characters, and acts keep to that. */
const MOST_ARGUMENTS = 10;
const MOST_INPUTS = 10;

export const sayRequest = z.strictObject({
  ...doing,
  ...place,
  text: z
    .string()
    .max(MAX_TEXT_LENGTH)
    .refine((text) => text.trim() !== ''),
});

export const pressRequest = z.strictObject({
  ...doing,
  ...place,
  message: made.nullable(),
  act,
  args: z.array(z.string().max(200)).max(MOST_ARGUMENTS),
});

const name = z.string().min(1).max(100);
const size = (record: object) => Object.keys(record).length <= MOST_INPUTS;

export const submitRequest = z.strictObject({
  ...doing,
  ...place,
  act,
  unfinished: made,
  step: z.number().int().min(0).max(50),
  values: z.record(name, z.string().max(MAX_TEXT_LENGTH)).refine(size),
  files: z
    .record(
      name,
      z.array(z.strictObject({ name: z.string().min(1).max(255), base64: z.base64() })).max(5),
    )
    .refine(size),
});

export const reactRequest = z.strictObject({
  ...doing,
  message: made,
  emoji: z
    .string()
    .max(64)
    .transform((text, context) => {
      const emoji = neutralEmoji(text);
      if (emoji !== null) return emoji;
      context.addIssue('not an emoji');
      return z.NEVER;
    }),
  added: z.boolean(),
});

export const dismissRequest = z.strictObject({ ...doing, message: made });

export const clockRequest = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('nextWorkingDay') }),
  z.strictObject({
    to: z.literal('moment'),
    day: z.iso.date(),
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  }),
]);

export const languageQuery = z.object({ language: z.string().refine(isLanguage) });
export const userQuery = z.object({ user });
export const pageQuery = z.object({
  user,
  channel,
  before: z.coerce.number().int().positive().optional(),
});
export const threadQuery = z.object({ user, message: made });
export const completeQuery = z.object({
  user,
  channel,
  act,
  option: name,
  typed: z.string().max(200),
  /** What stands in the other options, as JSON. */
  given: z
    .string()
    .max(4_000)
    .transform((text, context) => {
      const read = given.safeParse(parsed(text));
      if (read.success) return read.data;
      context.addIssue('not the values of options');
      return z.NEVER;
    }),
});

const given = z.record(name, z.string().max(MAX_TEXT_LENGTH)).refine(size);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
