import { bringMerges } from '../src/bundles/bringMerges.ts';
import type { Act } from '../src/chat/act.ts';
import { say } from '../src/chat/answers.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { bringEntered } from '../src/contributions/enterContribution.ts';
import { bringShared } from '../src/contributions/sharing.ts';
import { bringOpenDrafts } from '../src/drafts/publishDraft.ts';
import { fold } from '../src/i18n/fold.ts';
import { LANGUAGES, translate } from '../src/i18n/index.ts';
import { type ChannelPurpose, linkChannel } from '../src/membership/linkChannel.ts';
import { completeOrganisation, organisationOption, readLanguage } from './shared.ts';

const PURPOSES: readonly ChannelPurpose[] = ['member', 'general', 'secretariat'];

/** What people type for a purpose, in any language. */
const PURPOSE_WORDS: Readonly<Record<ChannelPurpose, readonly string[]>> = {
  member: ['member', 'organisation', 'anetar', 'organizate', 'organizata', 'clan', 'organizacija'],
  general: ['general', 'pergjithshem', 'i pergjithshem', 'opsti'],
  secretariat: ['secretariat', 'sekretariat', 'sekretariati', 'sekretarijat'],
};

export const channelLink: Act = {
  id: 'channel.link',
  names: { sq: 'kanali lidh', sr: 'kanal poveži', en: 'channel link' },
  describe: 'membership.describe.channelLink',
  who: 'staff',
  answers: 'private',
  options: [
    {
      name: 'purpose',
      names: { sq: 'qëllimi', sr: 'namena', en: 'purpose' },
      describe: 'membership.option.purpose',
      required: true,
      choices: PURPOSES.map((purpose) => ({
        value: purpose,
        label: `membership.purpose.${purpose}` as const,
      })),
    },
    {
      name: 'language',
      names: { sq: 'gjuha', sr: 'jezik', en: 'language' },
      describe: 'membership.option.language',
      required: false,
      choices: LANGUAGES.map((language) => ({
        value: language,
        label: `language.${language}` as const,
      })),
    },
    { ...organisationOption, required: false },
  ],
  complete: (context, option, typed) =>
    option === 'organisation' ? completeOrganisation(context, typed) : Promise.resolve([]),
  async run(context, values) {
    const purpose = readPurpose(values.purpose ?? '');
    if (!purpose) return refusal('membership.badPurpose');
    const wanted = values.language?.trim() ?? '';
    const language = wanted === '' ? context.language : readLanguage(wanted);
    if (!language) return refusal('house.badLanguage');
    const linked = await context.transaction(async (work) => {
      const row = await linkChannel(work, context.actor.at, context.channelName, {
        purpose,
        language,
        organisation: values.organisation,
      });
      if (!isRefusal(row)) {
        await bringOpenDrafts(work, row);
        await bringShared(work, row.id);
        if (row.organisationId) {
          await bringEntered(work, row.organisationId, { channel: row });
          await bringMerges(work, row.organisationId, { channel: row });
        }
      }
      return row;
    });
    if (isRefusal(linked)) return linked;
    return say(context.language, `membership.linked.${linked.purpose}`, {
      name: linked.organisationName ?? '',
      language: translate(context.language, `language.inText.${linked.language}`),
    });
  },
};

function readPurpose(text: string): ChannelPurpose | undefined {
  const word = fold(text);
  return PURPOSES.find((purpose) => PURPOSE_WORDS[purpose].some((known) => fold(known) === word));
}
