import type { Values } from '../src/chat/act.ts';
import type { Input } from '../src/chat/form.ts';
import { isRefusal, type Refusal } from '../src/chat/refusal.ts';
import { FIELD_LENGTH } from '../src/contributions/longText.ts';
import {
  CONTRIBUTION_KINDS,
  type ContributionText,
  readContribution,
} from '../src/contributions/rules.ts';
import type { Translate } from '../src/i18n/index.ts';
import type { Tx } from '../src/storage/database.ts';
import { fileInput, formText, furtherSteps, type TextFields, textValues } from './textParts.ts';

/** As much as a heading and a paragraph's number take. */
export const ARTICLE_LENGTH = 120;

/** The fields in which the text stands where no article's text is known. */
export const WHOLE_FIELDS: TextFields = {
  first: 'proposedText',
  prefilled: '',
  hint: 'contribution.hint.proposedText',
};

/**
 * The steps of a form where no article's text is known. `asksArticle`: the person names what it is
 * about. A text that is longer than its field goes on in further steps.
 */
export function wholeSteps(t: Translate, values: Values, asksArticle: boolean): Input[][] {
  const inputs = [...contributionInputs(t), fileInput(t)];
  const first = asksArticle ? inputs : inputs.filter(({ name }) => name !== 'article');
  return [first, ...furtherSteps(t, WHOLE_FIELDS, values, 1)];
}

/** Reads the filled form; the refusal names the field that is wrong. */
export async function readWholeForm(tx: Tx, values: Values): Promise<ContributionText | Refusal> {
  const text = await formText(tx, WHOLE_FIELDS, values);
  return isRefusal(text) ? text : readContribution({ ...values, proposedText: text });
}

function contributionInputs(t: Translate): Input[] {
  return [
    {
      kind: 'choice',
      name: 'kind',
      label: t('contribution.field.kind'),
      required: true,
      options: CONTRIBUTION_KINDS.map((kind) => ({
        value: kind,
        label: t(`contribution.kind.${kind}`),
      })),
    },
    {
      kind: 'shortText',
      name: 'article',
      label: t('contribution.field.article'),
      hint: t('contribution.hint.article'),
      required: false,
      maxLength: ARTICLE_LENGTH,
    },
    {
      kind: 'longText',
      name: 'proposedText',
      label: t('contribution.field.proposedText'),
      hint: t('contribution.hint.proposedText'),
      required: false,
      maxLength: FIELD_LENGTH,
    },
    {
      kind: 'longText',
      name: 'justification',
      label: t('contribution.field.justification'),
      required: false,
      maxLength: FIELD_LENGTH,
    },
  ];
}

/** The values of a form that begin as what stands now. */
export function valuesOfVersion(version: {
  kind: string;
  article: string | null;
  proposedText: string | null;
  justification: string | null;
}): Values {
  return {
    kind: version.kind,
    article: version.article ?? '',
    ...textValues(WHOLE_FIELDS, version.proposedText ?? ''),
    justification: version.justification ?? '',
  };
}
