import {
  acknowledge,
  dispatchesOf,
  PROTOCOL_LENGTH,
  standingDispatch,
} from '../src/authority/dispatches.ts';
import { findBundle } from '../src/bundles/find.ts';
import { asDay, localDay } from '../src/calendar/index.ts';
import type { Act } from '../src/chat/act.ts';
import { say } from '../src/chat/answers.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { formatLongDay } from '../src/i18n/dates.ts';
import { fold } from '../src/i18n/fold.ts';
import { bundleOption, completeBundle } from './dispatchShared.ts';

/** The institution said that it has a bundle; asked for again, it is a correction. */
export const bundleAcknowledge: Act = {
  id: 'bundle.acknowledge',
  names: { sq: 'pako konfirmo', sr: 'paket potvrdi', en: 'bundle acknowledge' },
  describe: 'dispatch.describe.acknowledge',
  who: 'staff',
  answers: 'form',
  options: [bundleOption],
  complete: (context, _option, typed) => completeBundle(context, typed),
  form: {
    title: 'dispatch.ack.title',
    submitLabel: 'draft.form.save',
    async subject({ storage }, values) {
      const bundle = await findBundle(storage.db, values.bundle ?? '');
      if (isRefusal(bundle)) return bundle;
      const { number, draftId } = bundle;
      const standing = await standingDispatch(storage.db, bundle.id);
      if (standing?.dispatch.sentOn) return standing.dispatch.id;
      // Who names the draft alone means what left of it last, whatever is being gathered since.
      const named = fold(values.bundle ?? '') === fold(number);
      const left = named ? [] : await dispatchesOf(storage.db, draftId);
      const last = left.filter(({ sentOn }) => sentOn !== null).at(-1);
      return last?.id ?? refusal('dispatch.notLeft', { number });
    },
    async begin({ storage, world }, subject) {
      const row = await storage.db.dispatch.findUniqueOrThrow({ where: { id: subject } });
      return {
        day: row.acknowledgedOn ?? localDay(world.now, world.zone),
        protocol: row.protocolNumber ?? '',
      };
    },
    async intro({ storage, t, language }, subject) {
      const { bundle, sentOn } = await storage.db.dispatch.findUniqueOrThrow({
        where: { id: subject },
        include: { bundle: true },
      });
      const day = formatLongDay(language, asDay(sentOn ?? ''));
      return t('dispatch.ack.intro', { number: bundle.number, day });
    },
    async steps({ t }) {
      return [
        [
          { kind: 'date', name: 'day', label: t('dispatch.ack.day'), required: true },
          {
            kind: 'shortText',
            name: 'protocol',
            label: t('dispatch.ack.protocol'),
            hint: t('dispatch.ack.protocolHint'),
            required: false,
            maxLength: PROTOCOL_LENGTH,
          },
        ],
      ];
    },
    async submit({ language }, work, { subject, values, finish }) {
      const said = { day: asDay(values.day ?? ''), protocol: values.protocol ?? '' };
      const done = await acknowledge(work, subject, said);
      if (isRefusal(done)) return done;
      await finish(subject);
      const protocol = done.protocolNumber ?? '';
      return say(language, protocol ? 'dispatch.ackedNumber' : 'dispatch.acked', {
        number: done.bundle.number,
        day: formatLongDay(language, said.day),
        protocol,
      });
    },
    again: async ({ language }) => say(language, 'dispatch.isKept'),
  },
};
