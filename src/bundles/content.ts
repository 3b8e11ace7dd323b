import { z } from 'zod';
import {
  ContributionKind,
  ContributionSource,
  DraftType,
} from '../storage/generated/sqlite/enums.ts';

const said = z.strictObject({
  organisation: z.string(),
  /** The contribution of which it was said, or the joint text. */
  of: z.string(),
  /** The version that stood when it was said. */
  version: z.number().int(),
});

const author = z.strictObject({
  organisation: z.string(),
  fullName: z.string().nullable(),
  member: z.boolean(),
  reference: z.string(),
  contributionId: z.string(),
  version: z.number().int(),
  submittedAt: z.iso.datetime(),
  late: z.boolean(),
  source: z.enum(ContributionSource),
  sourceNote: z.string().nullable(),
  heardOn: z.string().nullable(),
  /** False for what staff entered for a member organisation that has not confirmed it. */
  confirmed: z.boolean(),
});

const text = z.strictObject({
  article: z.string().nullable(),
  kind: z.enum(ContributionKind),
  currentText: z.string().nullable(),
  proposedText: z.string().nullable(),
  justification: z.string().nullable(),
});

const row = text.extend({
  /** Counted from 1. */
  row: z.number().int(),
  /** The reference of the joint text; null for a single contribution. */
  joint: z.string().nullable(),
  /** One, or the authors of all parts of a joint text. */
  authors: z.array(author).min(1),
  /** The texts of those parts as they were, in the same order; empty for a single contribution. */
  originals: z.array(text),
  support: z.array(said),
  objections: z.array(said),
  /** What staff say to it. */
  note: z.string().nullable(),
});

/** What is frozen of a bundle: all that its documents show, whatever changes later. */
export const bundleContent = z.strictObject({
  format: z.literal(1),
  number: z.string(),
  /** The bundle that this adds to; null for the first. */
  addendumTo: z.string().nullable(),
  frozenAt: z.iso.datetime(),
  frozenBy: z.string().nullable(),
  intro: z.string().nullable(),
  draft: z.strictObject({
    number: z.string(),
    type: z.enum(DraftType),
    titleSq: z.string(),
    titleSr: z.string().nullable(),
    titleEn: z.string().nullable(),
    institution: z.strictObject({
      code: z.string(),
      nameSq: z.string().nullable(),
      nameSr: z.string().nullable(),
      nameEn: z.string().nullable(),
    }),
    receivedOn: z.string(),
    opensOn: z.string(),
    closesOn: z.string(),
    demonstration: z.boolean(),
  }),
  rows: z.array(row),
  /** References, also of joint texts, that stood in an earlier bundle and no longer stand. */
  withdrawn: z.array(z.string()),
});

export type BundleContent = z.infer<typeof bundleContent>;
export type BundleRow = BundleContent['rows'][number];
export type BundleText = z.infer<typeof text>;
export type Said = z.infer<typeof said>;

/**
 * The one text of a content, of which the hash is. Fields stand in the order of the schema, whatever
 * order the object was put together in.
 */
export function contentText(content: BundleContent): string {
  return JSON.stringify(bundleContent.parse(content));
}

/** The reverse; throws where a kept text is none, which is a bug or a damaged database. */
export function readContent(kept: string): BundleContent {
  return bundleContent.parse(JSON.parse(kept));
}
