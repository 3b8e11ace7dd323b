import { notEndable, withdrawMerge } from '../src/bundles/endMerge.ts';
import {
  findMerge,
  findMerges,
  type MergeRecord,
  referenceOfMerge,
} from '../src/bundles/findMerge.ts';
import { shortReference } from '../src/bundles/lines.ts';
import { officeCard, showMerge } from '../src/bundles/mergeCards.ts';
import { splitNumber } from '../src/bundles/rules.ts';
import type { Act, ActOption } from '../src/chat/act.ts';
import type { Actor } from '../src/chat/actor.ts';
import { buttonPart, message, privately, say, sentence } from '../src/chat/answers.ts';
import type { Answer } from '../src/chat/invocation.ts';
import type { Button, Inline, Part } from '../src/chat/message.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import { shorten } from '../src/documents/shorten.ts';
import type { Translate } from '../src/i18n/index.ts';
import type { Database } from '../src/storage/database.ts';
import { pageOption } from './bundleShared.ts';
import { CONFIRMED, completeDraft, confirmOption, draftOption } from './shared.ts';
import { textPages } from './textPages.ts';

/** The option that names a joint text by its id; only buttons carry it. */
export const mergeOption: ActOption = {
  name: 'merge',
  names: { sq: 'bashkimi', sr: 'spajanje', en: 'merge' },
  describe: 'merge.option.merge',
  required: true,
};

const MOST_LISTED = 15;
/** The joint texts of a draft and what became of them, or one of them whole. */
export const mergeShow: Act = {
  id: 'merge.show',
  names: { sq: 'bashkim shfaq', sr: 'spajanje prikaži', en: 'merge show' },
  describe: 'merge.describe.show',
  who: 'staff',
  answers: 'private',
  options: [draftOption],
  complete: (context, _option, typed) => completeDraft(context, typed, false),
  async run({ storage, language, world, t }, values) {
    const typed = values.draft ?? '';
    const found = await findMerges(storage.db, typed);
    if (isRefusal(found)) return found;
    const { draft, merges } = found;
    const [only, another] = merges;
    if (only && (!another || splitNumber(typed, 'B').ordinal !== undefined)) {
      return privately(officeCard(language, await showMerge(storage.db, only), world));
    }
    const propose: Button = {
      act: 'merge.propose',
      args: [draft.number],
      label: t('merge.button.propose'),
    };
    const head = t('merge.list.head', { number: draft.number });
    if (!only) return privately(sentence(language, t('merge.list.none', draft), [propose]));
    const shown = merges.slice(0, MOST_LISTED);
    return privately(
      message(language, head, [
        { kind: 'heading', text: head },
        { kind: 'list', items: shown.map((merge) => listLine(merge, t)) },
        ...buttonPart(
          shown.map((merge) => ({
            act: 'merge.show',
            args: [referenceOfMerge(merge)],
            label: shortReference(referenceOfMerge(merge)),
          })),
        ),
        ...buttonPart([propose]),
      ]),
    );
  },
};

function listLine(merge: MergeRecord, t: Translate): Inline[] {
  const names = [...new Set(merge.parts.map(({ organisation }) => organisation.name))];
  const facts = [
    merge.article ?? t('contribution.wholeAct'),
    shorten(names.join(', '), 120),
    t(`merge.state.${merge.state}`),
  ];
  return [{ bold: shortReference(referenceOfMerge(merge)) }, ` · ${facts.join(' · ')}`];
}

export const mergeWithdraw: Act = {
  id: 'merge.withdraw',
  names: null,
  describe: 'merge.describe.withdraw',
  who: 'staff',
  answers: 'private',
  options: [mergeOption, confirmOption],
  async run(context, values) {
    const { language, t } = context;
    const id = values.merge ?? '';
    return context.transaction(async (work): Promise<Answer | Refusal> => {
      if (values.confirm !== CONFIRMED) {
        const merge = await notEndable(work, id);
        if (isRefusal(merge)) return merge;
        const reference = referenceOfMerge(merge);
        return privately(
          sentence(language, t('merge.withdrawQuestion', { reference }), [
            {
              act: 'merge.withdraw',
              args: [id, CONFIRMED],
              label: t('merge.button.reallyWithdraw'),
              style: 'danger',
            },
          ]),
        );
      }
      const done = await withdrawMerge(work, id);
      if (isRefusal(done)) return done;
      return say(language, 'merge.withdrawnNow', { reference: referenceOfMerge(done) });
    });
  },
};

/** The joint text whole, page by page, for staff and for whoever is asked about it. */
export const mergeText: Act = {
  id: 'merge.text',
  names: null,
  describe: 'merge.describe.text',
  who: 'anyone',
  answers: 'private',
  options: [mergeOption, pageOption],
  async run({ storage, actor, language, t }, values) {
    const merge = await findMerge(storage.db, values.merge ?? '');
    if (isRefusal(merge)) return merge;
    if (!(await maySee(storage.db, actor, merge))) return refusal('merge.unknown');
    const pages = textPages(merge, t);
    const wanted = Math.max(0, Number.parseInt(values.page ?? '1', 10) - 1 || 0);
    const index = Math.min(wanted, pages.length - 1);
    const page = pages[index];
    const reference = referenceOfMerge(merge);
    if (!page) return say(language, 'contribution.text.none', { reference });
    const head = t('contribution.text.title', { reference });
    const more: Button[] =
      index + 1 < pages.length
        ? [
            {
              act: 'merge.text',
              args: [merge.id, String(index + 2)],
              label: t('contribution.button.more'),
            },
          ]
        : [];
    const counted: Part[] =
      pages.length > 1
        ? [
            {
              kind: 'context',
              text: t('contribution.text.page', { page: index + 1, pages: pages.length }),
            },
          ]
        : [];
    return privately(
      message(language, head, [
        { kind: 'heading', text: head },
        { kind: 'text', text: [{ bold: page.label }] },
        { kind: 'quote', text: page.text },
        ...counted,
        ...buttonPart(more),
      ]),
    );
  },
};

/** Staff and the authors; once it is agreed also who is asked about it. */
async function maySee(db: Database, actor: Actor, merge: MergeRecord): Promise<boolean> {
  if (actor.staffRole !== null) return true;
  const own = actor.memberships
    .filter(({ state }) => state === 'accepted')
    .map(({ organisationId }) => organisationId);
  if (merge.parts.some((part) => own.includes(part.organisationId))) return true;
  if (merge.state !== 'agreed') return false;
  const contributionId = { in: merge.parts.map((part) => part.contributionId) };
  const where = { contributionId, organisationId: { in: own } };
  return (await db.position.count({ where })) > 0;
}
