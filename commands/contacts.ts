import { reviewWaitingLetters } from '../src/authority/clock.ts';
import {
  CONTACT_ADDRESS_LENGTH,
  CONTACT_NAME_LENGTH,
  type ContactRow,
  contactLine,
  endContact,
  setContact,
  standingContacts,
} from '../src/authority/contacts.ts';
import type { Act } from '../src/chat/act.ts';
import { buttonPart, message, privately, say } from '../src/chat/answers.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { shorten } from '../src/documents/shorten.ts';
import { isLanguage, LANGUAGES, type Translate } from '../src/i18n/index.ts';
import { INSTITUTION_NAME_LENGTH } from '../src/institutions/keepInstitutions.ts';
import { institutionTable } from '../src/institutions/table.ts';
import { ContactRole } from '../src/storage/generated/sqlite/enums.ts';
import { completeInstitution, institutionOption } from './institutions.ts';

const ROLES = Object.values(ContactRole);

/** Discord's limit of a message's buttons. */
const MOST_SHOWN = 25;
const LABEL_LENGTH = 75;

function roleText(t: Translate, { role, institution }: ContactRow): string {
  const what = t(`contact.role.${role}`);
  return institution ? `${institution.code}: ${what}` : what;
}

export const contactSet: Act = {
  id: 'contact.set',
  names: { sq: 'kontakti cakto', sr: 'kontakt postavi', en: 'contact set' },
  describe: 'contact.describe.set',
  who: 'staff',
  answers: 'form',
  options: [
    {
      name: 'role',
      names: { sq: 'roli', sr: 'uloga', en: 'role' },
      describe: 'contact.option.role',
      required: false,
      choices: ROLES.map((value) => ({ value, label: `contact.role.${value}` })),
    },
    { ...institutionOption, required: false },
  ],
  complete: async (context, option, typed) =>
    option === 'institution' ? completeInstitution(context, typed) : [],
  form: {
    title: 'contact.form.title',
    submitLabel: 'draft.form.save',
    subject: async () => '',
    /** What is known of who it was before, so that a correction is no retyping. */
    async begin({ storage }, _subject, values) {
      const role = ROLES.find((one) => one === values.role) ?? 'coordinator';
      const typed = (values.institution ?? '').trim();
      const known =
        typed === '' ? null : (await institutionTable(storage.db)).chosen(typed.slice(0, 200));
      const institution = known?.code ?? typed.slice(0, INSTITUTION_NAME_LENGTH);
      const before = await storage.db.contact.findFirst({
        where: { role, institutionId: known?.id ?? null, endedAt: null },
      });
      return {
        role,
        institution: role === 'coordinator' ? institution : '',
        name: before?.name ?? '',
        email: before?.email ?? '',
        language: before?.language ?? 'sq',
      };
    },
    async steps({ t }) {
      return [
        [
          {
            kind: 'choice',
            name: 'role',
            label: t('contact.field.role'),
            required: true,
            options: ROLES.map((value) => ({ value, label: t(`contact.role.${value}`) })),
          },
          {
            kind: 'shortText',
            name: 'institution',
            label: t('contact.field.institution'),
            hint: t('contact.hint.institution'),
            required: false,
            maxLength: INSTITUTION_NAME_LENGTH,
          },
          {
            kind: 'shortText',
            name: 'name',
            label: t('contact.field.name'),
            required: false,
            maxLength: CONTACT_NAME_LENGTH,
          },
          {
            kind: 'shortText',
            name: 'email',
            label: t('contact.field.email'),
            hint: t('contact.hint.email'),
            required: false,
            maxLength: CONTACT_ADDRESS_LENGTH,
          },
          {
            kind: 'choice',
            name: 'language',
            label: t('contact.field.language'),
            required: true,
            options: LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) })),
          },
        ],
      ];
    },
    async submit({ language, t }, work, { values, finish }) {
      const role = ROLES.find((one) => one === values.role);
      const written = values.language ?? '';
      if (!role) return refusal('form.badChoice', {}, 'role');
      if (!isLanguage(written)) return refusal('form.badChoice', {}, 'language');
      const kept = await setContact(work, {
        role,
        institution: values.institution ?? '',
        name: values.name ?? '',
        email: values.email ?? '',
        language: written,
      });
      if (isRefusal(kept)) return kept;
      // Who reads another language gets the letters that wait in it.
      await reviewWaitingLetters(work);
      await finish(kept.id);
      return say(language, 'contact.kept', {
        role: roleText(t, kept),
        contact: contactLine(kept),
      });
    },
    again: async ({ language }) => say(language, 'dispatch.isKept'),
  },
};

export const contactList: Act = {
  id: 'contact.list',
  names: { sq: 'kontaktet', sr: 'kontakti', en: 'contacts' },
  describe: 'contact.describe.list',
  who: 'staff',
  answers: 'private',
  options: [],
  async run({ storage, language, t }) {
    const rows = await standingContacts(storage.db);
    if (rows.length === 0) return say(language, 'contact.none');
    const head = t('contact.head');
    const shown = rows.slice(0, MOST_SHOWN);
    const items = shown.map((row) => {
      const who = t('contact.line', {
        contact: contactLine(row),
        language: t(`language.${row.language}`),
      });
      return [{ bold: roleText(t, row) }, ` – ${who}`];
    });
    const more = rows.length - shown.length;
    const buttons = shown.map((row) => ({
      act: 'contact.end',
      args: [row.id],
      label: shorten(t('contact.button.end', { name: roleText(t, row) }), LABEL_LENGTH),
    }));
    return privately(
      message(language, head, [
        { kind: 'heading', text: head },
        { kind: 'list', items },
        ...(more > 0
          ? [{ kind: 'context', text: t('contact.more', { count: more }) } as const]
          : []),
        ...buttonPart(buttons),
      ]),
    );
  },
};

export const contactEnd: Act = {
  id: 'contact.end',
  names: null,
  describe: 'contact.describe.end',
  who: 'staff',
  answers: 'private',
  options: [
    {
      name: 'contact',
      names: { sq: 'kontakti', sr: 'kontakt', en: 'contact' },
      describe: 'contact.option.contact',
      required: true,
    },
  ],
  async run(context, values) {
    const ended = await context.transaction((work) => endContact(work, values.contact ?? ''));
    if (isRefusal(ended)) return ended;
    return say(context.language, 'contact.ended', { contact: contactLine(ended) });
  },
};
