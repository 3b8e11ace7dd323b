import { type BundleContent, readContent } from '../bundles/content.ts';
import { asDay, type Day, localDay } from '../calendar/index.ts';
import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Field, Message, Part } from '../chat/message.ts';
import type { Renderer } from '../delivery/render.ts';
import { formatDay, formatLongDay, formatShortDay } from '../i18n/dates.ts';
import { fold } from '../i18n/fold.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import { nameIn } from '../institutions/table.ts';
import type { Database } from '../storage/database.ts';
import type { World } from '../storage/work.ts';
import { bundleFileNames } from './bundleFiles.ts';
import type { ClockDispatch, DraftClock } from './clock.ts';
import { type ContactRow, contactLine } from './contacts.ts';
import { type DispatchRow, loadDispatch } from './dispatches.ts';
import { decisions, reasonSentence } from './mailCards.ts';
import { reportDueOn } from './rules.ts';

type Bundle = DispatchRow['bundle'];
type Institution = Bundle['draft']['institution'];

export function institutionName(language: Language, institution: Institution): string {
  const name = nameIn(language, institution);
  return name ? `${name} (${institution.code})` : institution.code;
}

/** What goes to whom, before anything does. */
export function dispatchPreview(
  language: Language,
  bundle: Bundle,
  contact: ContactRow | null,
  failed: string | null,
  world: World,
): Message {
  const t = translator(language);
  const { number, sha256, draft } = bundle;
  const { institution } = draft;
  const head = t('dispatch.preview.head', {
    number,
    institution: institutionName(language, institution),
  });
  const goesIn = contact?.language ?? 'sq';
  const fields: Field[] = [
    ...(contact ? [{ label: t('dispatch.preview.to'), value: contactLine(contact) }] : []),
    { label: t('dispatch.preview.language'), value: t(`language.${goesIn}`) },
    { label: t('dispatch.preview.files'), value: bundleFileNames({ number }, goesIn).join(', ') },
    { label: t('dispatch.preview.hash'), value: [{ code: sha256 ?? '' }] },
  ];
  const parts: Part[] = [
    { kind: 'heading', text: head },
    { kind: 'text', text: t('dispatch.preview.nothing') },
    { kind: 'fields', fields },
  ];
  if (contact?.institution && contact.institution.id !== institution.id) {
    const names = { now: contact.institution.code, before: institution.code };
    parts.push({ kind: 'context', text: t('dispatch.preview.via', names) });
  }
  if (failed !== null) {
    const reason = reasonSentence(t, failed);
    parts.push({ kind: 'warning', text: t('dispatch.preview.failed', { reason }) });
  }
  const buttons: Button[] = [];
  if (!contact?.email) {
    const { code } = institution;
    parts.push({ kind: 'warning', text: t('dispatch.preview.missing', { code }) });
    const args = ['coordinator', institution.id];
    buttons.push({ act: 'contact.set', args, label: t('contact.button.set') });
  } else if (world.canMail) {
    buttons.push({
      act: 'dispatch.email',
      args: [bundle.id, contact.id],
      label: t('dispatch.button.email'),
      style: 'primary',
    });
  } else parts.push({ kind: 'context', text: t('mail.notSetUp') });
  buttons.push(
    { act: 'dispatch.hand', args: [bundle.id], label: t('dispatch.button.hand') },
    { act: 'bundle.documents', args: [number], label: t('dispatch.button.documents') },
  );
  return message(language, head, [...parts, ...buttonPart(buttons)]);
}

/** An e-mail with a bundle that has not left, or of which nobody knows: what staff can do. */
export function dispatchUnderWay(
  language: Language,
  { bundle, to, id }: DispatchRow,
  mail: { id: string; state: string },
): Message {
  const t = translator(language);
  const { number } = bundle;
  const doubtful = mail.state === 'doubtful';
  const head = doubtful
    ? t('mail.doubtfulHead', { name: number, to })
    : t('dispatch.onItsWay', { number });
  return message(language, head, [
    { kind: 'text', text: [{ bold: head }] },
    ...(doubtful ? [{ kind: 'warning', text: t('mail.doubtful') } satisfies Part] : []),
    ...buttonPart([
      ...(doubtful ? decisions(t, mail) : []),
      { act: 'dispatch.revoke', args: [id], label: t('dispatch.button.revoke') },
    ]),
  ]);
}

/** Where a draft stands with its institution: what left, what came back, what is waited for. */
export function clockMessage(
  language: Language,
  clock: DraftClock,
  world: World,
  forStaff: boolean,
): Message {
  const t = translator(language);
  const { draft, dispatches, ended, steps } = clock;
  const today = localDay(world.now, world.zone);
  const head = t('clock.head', {
    number: draft.number,
    institution: institutionName(language, draft.institution),
  });
  const parts: Part[] = [
    { kind: 'heading', text: head },
    { kind: 'list', items: dispatches.map((one) => dispatchLine(language, one, forStaff)) },
  ];
  if (ended) parts.push({ kind: 'text', text: t(`clock.ended.${ended}`) });
  else {
    parts.push(
      { kind: 'list', items: steps.map((step) => stepLine(language, step, today)) },
      { kind: 'context', text: t('clock.unverified') },
    );
  }
  const buttons: Button[] = [
    { act: 'bundle.counted', args: [draft.number], label: t('dispatch.button.counted') },
    ...(forStaff ? dispatches.flatMap((one) => staffButtons(t, one)) : []),
  ];
  return message(language, head, [...parts, ...buttonPart(buttons.slice(0, MOST_BUTTONS))]);
}

/** Discord's limit of a message. */
const MOST_BUTTONS = 25;

function dispatchLine(language: Language, dispatch: ClockDispatch, forStaff: boolean): string {
  const t = translator(language);
  const day = (text: string) => formatShortDay(language, asDay(text));
  const { bundle, to, sentOn, acknowledgedOn, protocolNumber, note } = dispatch;
  const left = { bundle: bundle.number, day: day(sentOn ?? ''), to };
  const facts = [
    t(forStaff ? 'clock.sentTo' : 'clock.sent', left),
    ...(forStaff && note ? [note] : []),
    acknowledgedOn
      ? t('clock.acknowledged', { day: day(acknowledgedOn) })
      : t('clock.notAcknowledged'),
    ...(protocolNumber ? [t('clock.protocol', { protocol: protocolNumber })] : []),
  ];
  return facts.join(' · ');
}

function stepLine(language: Language, step: DraftClock['steps'][number], today: Day): string {
  const t = translator(language);
  const { kind, on, dispatch } = step;
  const what = t(`clock.step.${kind}`, { bundle: dispatch.bundle.number });
  const passed = on < today ? ` (${t('clock.passed')})` : '';
  return `${formatDay(language, on)}: ${what}${passed}`;
}

function staffButtons(t: Translate, { id, bundle, acknowledgedOn }: ClockDispatch): Button[] {
  const { number, ordinal } = bundle;
  const of = ` P-${ordinal}`;
  return [
    {
      act: 'bundle.acknowledge',
      args: [number],
      label: t('dispatch.button.acknowledge') + of,
      style: acknowledgedOn ? undefined : 'primary',
    },
    { act: 'dispatch.revoke', args: [id], label: t('dispatch.button.revoke') + of },
  ];
}

/** As many references as one line names. */
const MOST_REFERENCES = 12;

/** Renders a note of kind `dispatch.went`: what an organisation said went to the institution. */
export const renderWent: Renderer = async ({ subject, target, db, world }) => {
  const dispatch = await loadDispatch(db, subject);
  if (!dispatch?.sentOn || dispatch.revokedAt) return null;
  const { language } = target;
  const t = translator(language);
  const { bundle } = dispatch;
  const text = t('dispatch.went', {
    bundle: bundle.number,
    institution: institutionName(language, bundle.draft.institution),
    day: formatLongDay(language, asDay(dispatch.sentOn)),
  });
  const name = await organisationName(db, target.organisationId);
  const said = ownParts(readContent(bundle.content ?? ''), name);
  const closesOn = asDay(bundle.draft.closesOn);
  const due = formatLongDay(language, reportDueOn(closesOn, world.settings, world.calendar));
  const lines = [
    ...(said.own.length > 0 ? [t('dispatch.wentOwn', { references: named(t, said.own) })] : []),
    ...(said.supported.length > 0
      ? [t('dispatch.wentSupported', { references: named(t, said.supported) })]
      : []),
  ];
  return message(language, text, [
    { kind: 'text', text: [{ bold: text }] },
    ...(lines.length > 0 ? [{ kind: 'list', items: lines } satisfies Part] : []),
    { kind: 'context', text: t('dispatch.wentClock', { due }) },
    ...buttonPart([
      { act: 'bundle.clock', args: [bundle.number], label: t('dispatch.button.clock') },
    ]),
  ]);
};

/**
 * Renders a note of kind `dispatch.wentBack`: what was told did not go. Where it went anew meanwhile,
 * that is told, and this would only confuse.
 */
export const renderWentBack: Renderer = async ({ subject, target, db }) => {
  const dispatch = await loadDispatch(db, subject);
  if (!dispatch?.revokedAt) return null;
  const { bundle, bundleId } = dispatch;
  const anew = { bundleId, revokedAt: null, sentOn: { not: null } };
  if ((await db.dispatch.count({ where: anew })) > 0) return null;
  const { language } = target;
  const text = translator(language)('dispatch.wentBack', {
    bundle: bundle.number,
    institution: institutionName(language, bundle.draft.institution),
  });
  return message(language, text, [{ kind: 'text', text }]);
};

async function organisationName(db: Database, id: string | null): Promise<string | null> {
  if (!id) return null;
  return (
    (await db.organisation.findUnique({ where: { id }, select: { name: true } }))?.name ?? null
  );
}

/** What of a bundle is an organisation's own, and what it supported. */
export function ownParts(
  { rows }: Pick<BundleContent, 'rows'>,
  organisation: string | null,
): { own: string[]; supported: string[] } {
  // A name may be spelt otherwise since the freeze; folded it is the same.
  const key = organisation === null ? null : fold(organisation);
  const isIts = (one: { organisation: string }) => fold(one.organisation) === key;
  const own = rows.flatMap(({ authors }) =>
    authors.filter(isIts).map(({ reference }) => reference),
  );
  const supported = rows.flatMap(({ support }) => support.filter(isIts).map(({ of }) => of));
  return { own: [...new Set(own)], supported: [...new Set(supported)] };
}

function named(t: Translate, references: readonly string[]): string {
  const more = references.length - MOST_REFERENCES;
  const shown = references.slice(0, MOST_REFERENCES).join(', ');
  return more > 0 ? `${shown} ${t('dispatch.wentMore', { count: more })}` : shown;
}
