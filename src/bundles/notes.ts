import { message } from '../chat/answers.ts';
import type { Renderer } from '../delivery/render.ts';
import { shorten } from '../documents/shorten.ts';
import { formatShortMoment } from '../i18n/dates.ts';
import { translator } from '../i18n/index.ts';
import { CHANGED_HOW } from './changedSince.ts';
import { readContent } from './content.ts';
import { loadBundle } from './find.ts';

/** Renders a note of kind `bundle.frozen`: which bundle, by whom, and its hash. */
export const renderBundleFrozen: Renderer = async ({ subject, target, db, world }) => {
  const bundle = await loadBundle(db, subject);
  if (!bundle?.frozenAt || bundle.content === null) return null;
  const { language } = target;
  const t = translator(language);
  const { frozenBy, rows } = readContent(bundle.content);
  const head = t('bundle.head.frozen', { number: bundle.number });
  const at = formatShortMoment(language, bundle.frozenAt, world.zone);
  return message(language, head, [
    { kind: 'heading', text: head },
    { kind: 'text', text: t('bundle.count', { count: rows.length }) },
    { kind: 'text', text: t('bundle.frozenBy', { at, name: shorten(frozenBy ?? '', 60) }) },
    { kind: 'text', text: ['SHA-256: ', { code: bundle.sha256 ?? '' }] },
    {
      kind: 'buttons',
      buttons: [{ act: 'bundle.show', args: [bundle.number], label: t('bundle.button.show') }],
    },
  ]);
};

/** Renders a note of kind `bundle.changed`: what a frozen bundle holds changed after it. */
export const renderBundleChanged: Renderer = async ({ subject, params, target, db }) => {
  const bundle = target.purpose === 'secretariat' ? await loadBundle(db, subject) : null;
  if (!bundle) return null;
  const { language } = target;
  const t = translator(language);
  const how = CHANGED_HOW.find((one) => one === params.how) ?? 'revised';
  const text = t(`bundle.changed.${how}`, {
    number: bundle.number,
    reference: String(params.reference),
    organisation: shorten(String(params.organisation), 120),
  });
  return message(language, text, [
    { kind: 'text', text },
    {
      kind: 'buttons',
      buttons: [{ act: 'bundle.show', args: [bundle.number], label: t('bundle.button.show') }],
    },
  ]);
};
