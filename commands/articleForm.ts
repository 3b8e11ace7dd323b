import { createHash } from 'node:crypto';
import type { Values } from '../src/chat/act.ts';
import type { Input } from '../src/chat/form.ts';
import { isRefusal, type Refusal } from '../src/chat/refusal.ts';
import { FIELD_LENGTH } from '../src/contributions/longText.ts';
import { OPINIONS, type Proposal, readProposal } from '../src/contributions/proposal.ts';
import type { Translate } from '../src/i18n/index.ts';
import type { Tx } from '../src/storage/database.ts';
import {
  fieldCount,
  fileInput,
  firstSteps,
  formText,
  furtherSteps,
  type TextFields,
  textValues,
} from './textParts.ts';

/** What a form about one article begins with. */
export interface Basis {
  /** What stands in the article; null for a new article. */
  current: string | null;
  /** What stands in the fields when the form opens. */
  prefilled: string;
  /** Gives a text that was written elsewhere the article's own head. */
  headed?(text: string): string;
}

/** The fields in which the article's text stands. */
export const articleFields = ({ current, prefilled }: Basis): TextFields => ({
  first: 'text1',
  prefilled,
  hint: current === null ? 'contribution.hint.newText' : 'contribution.hint.text',
});

/** The values of a form that begin as what stands. */
export function articleValues(basis: Basis): Record<string, string> {
  return {
    ...textValues(articleFields(basis), basis.prefilled),
    [BASIS]: fingerprint(basis.current),
  };
}

/** Whether another text stands in the article now than when the form was begun. */
export function changedSince(values: Values, basis: Basis): boolean {
  return values[BASIS] !== undefined && values[BASIS] !== fingerprint(basis.current);
}

/** The values of a form whose author knows that another text stands in the article now. */
export function onBasis(values: Values, basis: Basis): Values {
  return { ...values, [BASIS]: fingerprint(basis.current) };
}

/** Whether a form was begun with that text of the article, whatever stands there now. */
export function isBasedOn(values: Values, current: string): boolean {
  return values[BASIS] === fingerprint(current);
}

/** The value that remembers what a form was begun with. */
const BASIS = 'basis';

const fingerprint = (text: string | null) =>
  createHash('sha256')
    .update(text ?? '')
    .digest('base64url');

/**
 * The steps of a form about one article. A text that is longer than a field stands in several; when
 * the last one is full, a further step takes what goes on.
 */
export function articleSteps(t: Translate, basis: Basis, values: Values): Input[][] {
  const fields = articleFields(basis);
  return [
    ...firstSteps(t, fields, endInputs(t, basis)),
    ...furtherSteps(t, fields, values, fieldCount(fields)),
  ];
}

function endInputs(t: Translate, basis: Basis): Input[] {
  const opinion: Input = {
    kind: 'choice',
    name: 'opinion',
    label: t('contribution.field.opinion'),
    hint: t('contribution.hint.opinion'),
    required: false,
    options: OPINIONS.map((kind) => ({ value: kind, label: t(`contribution.kind.${kind}`) })),
  };
  return [
    {
      kind: 'longText',
      name: 'justification',
      label: t('contribution.field.justification'),
      required: false,
      maxLength: FIELD_LENGTH,
    },
    ...(basis.current === null ? [] : [opinion]),
    fileInput(t),
  ];
}

/** What the filled form proposes. */
export async function readArticleForm(
  tx: Tx,
  basis: Basis,
  values: Values,
): Promise<Proposal | Refusal> {
  const read = await formText(tx, articleFields(basis), values);
  if (isRefusal(read)) return read;
  const { current } = basis;
  const left = current !== null && !values.file && isBasedOn(values, read);
  const text = values.file && basis.headed ? basis.headed(read) : read;
  return readProposal({
    current,
    text: left ? current : text,
    justification: values.justification ?? '',
    opinion: values.opinion ?? '',
  });
}
