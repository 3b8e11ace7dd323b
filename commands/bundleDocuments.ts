import {
  BUNDLE_FORMATS,
  type BundleFormat,
  bundleFileName,
  isBundleFormat,
  wantBundleFile,
} from '../src/bundles/bundleFile.ts';
import { type BundleRecord, bundlesOf, findBundle } from '../src/bundles/find.ts';
import { gatherBundle } from '../src/bundles/gather.ts';
import type { Act } from '../src/chat/act.ts';
import type { Actor } from '../src/chat/actor.ts';
import { buttonPart, message, privately, say } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Choice } from '../src/chat/form.ts';
import type { Answer } from '../src/chat/invocation.ts';
import type { Button } from '../src/chat/message.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import type { Receiver } from '../src/delivery/queue.ts';
import { shorten } from '../src/documents/shorten.ts';
import { fold } from '../src/i18n/fold.ts';
import { LANGUAGES, type Language } from '../src/i18n/index.ts';
import { completeDraft, readLanguage } from './shared.ts';

const CHOICES = 25;

export const bundleDocuments: Act = {
  id: 'bundle.documents',
  names: { sq: 'pako dokumente', sr: 'paket dokumenti', en: 'bundle documents' },
  describe: 'bundle.documents.describe',
  who: 'staff',
  answers: 'private',
  options: [
    {
      name: 'bundle',
      names: { sq: 'pako', sr: 'paket', en: 'bundle' },
      describe: 'bundle.documents.option.bundle',
      required: true,
      completes: true,
    },
    {
      name: 'language',
      names: { sq: 'gjuha', sr: 'jezik', en: 'language' },
      describe: 'bundle.documents.option.language',
      required: false,
      choices: LANGUAGES.map((language) => ({ value: language, label: `language.${language}` })),
    },
    {
      name: 'format',
      names: { sq: 'formati', sr: 'format', en: 'format' },
      describe: 'bundle.documents.option.format',
      required: false,
      choices: BUNDLE_FORMATS.map((format) => ({
        value: format,
        label: `bundle.format.${format}`,
      })),
    },
  ],
  async run(context, values) {
    const bundle = await findBundle(context.storage.db, values.bundle ?? '');
    if (isRefusal(bundle)) return bundle;
    const language = languageOf(context, (values.language ?? '').trim());
    if (isRefusal(language)) return language;
    const typed = fold(values.format ?? '');
    if (typed === '') return whichFormat(context, bundle, language);
    if (!isBundleFormat(typed)) {
      return refusal('bundle.documents.badFormat', {
        text: shorten(typed, 40),
        formats: BUNDLE_FORMATS.join(', '),
      });
    }
    return send(context, bundle, typed, language);
  },
  async complete(context, _option, typed) {
    const drafts = await completeDraft(context, typed, false);
    const found: Choice[] = [];
    for (const draft of drafts) {
      if (found.length >= CHOICES) break;
      const row = await context.storage.db.draft.findUnique({ where: { number: draft.value } });
      const bundles = row ? await bundlesOf(context.storage.db, row.id) : [];
      found.push(...bundles.reverse().map(({ number }) => ({ value: number, label: number })));
    }
    return found.slice(0, CHOICES);
  },
};

function languageOf(context: Context, typed: string): Language | Refusal {
  if (typed === '') return context.language;
  return (
    readLanguage(typed) ?? refusal('bundle.documents.badLanguage', { text: shorten(typed, 40) })
  );
}

/** The kinds as buttons in one language, and the other languages beside them. */
function whichFormat({ t, language: shown }: Context, bundle: BundleRecord, language: Language) {
  const { number } = bundle;
  const frozen = bundle.content !== null;
  const act = 'bundle.documents';
  const formats = BUNDLE_FORMATS.filter((format) => frozen || format !== 'json').map(
    (format): Button => ({
      act,
      args: [number, language, format],
      label: t(`bundle.format.${format}`),
    }),
  );
  const others = LANGUAGES.filter((other) => other !== language).map(
    (other): Button => ({ act, args: [number, other], label: t(`language.${other}`) }),
  );
  const text = t('bundle.documents.which', { number });
  return privately(
    message(shown, text, [
      { kind: 'text', text: [{ bold: text }] },
      ...(frozen
        ? []
        : [{ kind: 'warning' as const, text: t('bundle.documents.whichPreview', { number }) }]),
      {
        kind: 'text',
        text: t('bundle.documents.languageOf', { language: t(`language.${language}`) }),
      },
      ...buttonPart([...formats, ...others]),
    ]),
  );
}

async function send(
  context: Context,
  bundle: BundleRecord,
  format: BundleFormat,
  language: Language,
): Promise<Answer | Refusal> {
  const preview = bundle.content === null;
  // What is not frozen has no bytes that anybody could check.
  if (preview && format === 'json') {
    return refusal('bundle.documents.jsonOnlyFrozen', { number: bundle.number });
  }
  const receiver = bundleReceiver(context.actor);
  await context.transaction(async (work) => {
    if (preview) await gatherBundle(work, bundle.draft);
    await wantBundleFile(work, bundle.id, receiver, { format, language });
  });
  const name = bundleFileName(bundle.number, format, language, preview);
  const where = receiver.channel ? 'coming' : 'comingDirectly';
  return say(context.language, `bundle.documents.${where}`, { name });
}

/**
 * Into the secretariat's own channel, else to whoever asked: a bundle holds what its authors share
 * with nobody but the secretariat.
 */
function bundleReceiver({ channel, at, personId }: Actor): Receiver {
  return channel?.purpose === 'secretariat'
    ? { channel: { id: channel.id, platform: at.platform } }
    : { person: { id: personId, platform: at.platform } };
}
