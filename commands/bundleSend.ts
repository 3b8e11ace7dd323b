import { contactFor, contactLine } from '../src/authority/contacts.ts';
import { dispatchPreview, dispatchUnderWay } from '../src/authority/dispatchCards.ts';
import {
  HANDED_HOW_LENGTH,
  HANDED_TO_LENGTH,
  handOver,
  sendable,
  sendBundle,
  standingDispatch,
} from '../src/authority/dispatches.ts';
import { findBundle } from '../src/bundles/find.ts';
import { asDay, localDay } from '../src/calendar/index.ts';
import type { Act, Values } from '../src/chat/act.ts';
import { buttonPart, message, privately, say } from '../src/chat/answers.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { formatLongDay } from '../src/i18n/dates.ts';
import { isLanguage, LANGUAGES } from '../src/i18n/index.ts';
import { bundleOption, completeBundle } from './dispatchShared.ts';

export const bundleSend: Act = {
  id: 'bundle.send',
  names: { sq: 'pako dërgo', sr: 'paket pošalji', en: 'bundle send' },
  describe: 'dispatch.describe.send',
  who: 'staff',
  answers: 'private',
  options: [bundleOption],
  complete: (context, _option, typed) => completeBundle(context, typed),
  async run(context, values) {
    const { language, world, storage } = context;
    const found = await findBundle(storage.db, values.bundle ?? '');
    if (isRefusal(found)) return found;
    const before = await standingDispatch(storage.db, found.id);
    const mail = before?.mail;
    if (before && mail && !before.dispatch.sentOn && mail.state !== 'failed') {
      return privately(dispatchUnderWay(language, before.dispatch, mail));
    }
    const bundle = await sendable(storage.db, found.id);
    if (isRefusal(bundle)) return bundle;
    const { institutionId } = bundle.draft;
    const contact = await contactFor(storage.db, 'coordinator', institutionId, world);
    const failed = mail?.state === 'failed' ? (mail.error ?? '') : null;
    return privately(dispatchPreview(language, bundle, contact, failed, world));
  },
};

const bundleId = {
  name: 'bundle',
  names: bundleOption.names,
  describe: 'dispatch.option.bundle',
  required: true,
} as const;

/** Under the preview: it sends to the coordinator who was shown, and to no other. */
export const dispatchEmail: Act = {
  id: 'dispatch.email',
  names: null,
  describe: 'dispatch.describe.email',
  who: 'staff',
  answers: 'private',
  options: [
    bundleId,
    {
      name: 'contact',
      names: { sq: 'kontakti', sr: 'kontakt', en: 'contact' },
      describe: 'dispatch.option.contact',
      required: true,
    },
  ],
  async run(context, values) {
    const sent = await context.transaction((work) =>
      sendBundle(work, values.bundle ?? '', values.contact ?? ''),
    );
    return isRefusal(sent) ? sent : say(context.language, 'dispatch.sending', sent);
  },
};

/** Under the preview: it was given by hand, by post, or through the platform. */
export const dispatchHand: Act = {
  id: 'dispatch.hand',
  names: null,
  describe: 'dispatch.describe.hand',
  who: 'staff',
  answers: 'form',
  options: [bundleId],
  form: {
    title: 'dispatch.hand.title',
    submitLabel: 'draft.form.save',
    async subject({ storage }, values) {
      const bundle = await sendable(storage.db, (values.bundle ?? '').slice(0, 64));
      return isRefusal(bundle) ? bundle : bundle.id;
    },
    async begin({ storage, world }, subject): Promise<Values> {
      const bundle = await sendable(storage.db, subject);
      if (isRefusal(bundle)) return {};
      const { institutionId } = bundle.draft;
      const contact = await contactFor(storage.db, 'coordinator', institutionId, world);
      return {
        to: contact ? contactLine(contact).slice(0, HANDED_TO_LENGTH) : '',
        day: localDay(world.now, world.zone),
        language: contact?.language ?? 'sq',
      };
    },
    async intro({ storage, t, language, world }, subject) {
      const bundle = await storage.db.bundle.findUniqueOrThrow({ where: { id: subject } });
      const day = formatLongDay(language, localDay(bundle.frozenAt ?? world.now, world.zone));
      return t('dispatch.hand.intro', { number: bundle.number, day });
    },
    async steps({ t }) {
      return [
        [
          {
            kind: 'shortText',
            name: 'to',
            label: t('dispatch.hand.to'),
            required: true,
            maxLength: HANDED_TO_LENGTH,
          },
          {
            kind: 'shortText',
            name: 'how',
            label: t('dispatch.hand.how'),
            hint: t('dispatch.hand.howHint'),
            required: true,
            maxLength: HANDED_HOW_LENGTH,
          },
          { kind: 'date', name: 'day', label: t('dispatch.hand.day'), required: true },
          {
            kind: 'choice',
            name: 'language',
            label: t('dispatch.hand.language'),
            required: true,
            options: LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) })),
          },
        ],
      ];
    },
    async submit({ language, t }, work, { subject, values, finish }) {
      const { to = '', how = '', day = '', language: written = '' } = values;
      if (!isLanguage(written)) return refusal('form.badChoice', {}, 'language');
      const handed = { to, how, day: asDay(day), language: written };
      const done = await handOver(work, subject, handed);
      if (isRefusal(done)) return done;
      await finish(subject);
      const { number } = done;
      const text = t('dispatch.handed', { number, day: formatLongDay(language, asDay(day)) });
      const clock = { act: 'bundle.clock', args: [number], label: t('dispatch.button.clock') };
      return privately(message(language, text, [{ kind: 'text', text }, ...buttonPart([clock])]));
    },
    again: async ({ language }) => say(language, 'dispatch.isKept'),
  },
};
