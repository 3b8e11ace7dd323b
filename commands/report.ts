import type { Act } from '../src/chat/act.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { shorten } from '../src/documents/shorten.ts';
import { findDraft } from '../src/drafts/find.ts';
import { institutionTable, searchInstitutions } from '../src/institutions/table.ts';
import { findOrganisation } from '../src/membership/organisations.ts';
import { completeInstitution, institutionOption } from './institutions.ts';
import {
  completeYear,
  nameAndYear,
  readYear,
  showReport,
  thisYear,
  yearOption,
} from './reportShared.ts';
import { completeDraft, completeOrganisation, draftOption, organisationOption } from './shared.ts';

export const reportYear: Act = {
  id: 'report.year',
  names: { sq: 'raporti viti', sr: 'izveštaj godina', en: 'report year' },
  describe: 'numbers.describe.year',
  who: 'anyone',
  answers: 'private',
  options: [{ ...yearOption, describe: 'numbers.option.year' }],
  complete: (context, _option, typed) => completeYear(context, typed),
  async run(context, values) {
    const year = readYear(values.year);
    if (isRefusal(year)) return year;
    return showReport(context, { kind: 'year', id: '', year: year ?? thisYear(context) });
  },
};

export const reportInstitution: Act = {
  id: 'report.institution',
  names: { sq: 'raporti institucioni', sr: 'izveštaj institucija', en: 'report institution' },
  describe: 'numbers.describe.institution',
  who: 'anyone',
  answers: 'private',
  options: [institutionOption, yearOption],
  complete: (context, option, typed) =>
    option === 'year' ? completeYear(context, typed) : completeInstitution(context, typed),
  async run(context, values) {
    const { name, year } = nameAndYear(values.institution, values.year);
    const table = await institutionTable(context.storage.db);
    const [only, another] = searchInstitutions(table, name);
    const found = table.chosen(name) ?? (another ? null : only);
    if (!found) return refusal('numbers.institutionUnknown', { text: shorten(name, 80) });
    return showReport(context, { kind: 'institution', id: found.id, year });
  },
};

export const reportOrganisation: Act = {
  id: 'report.organisation',
  names: { sq: 'raporti organizata', sr: 'izveštaj organizacija', en: 'report organisation' },
  describe: 'numbers.describe.organisation',
  who: 'anyone',
  answers: 'private',
  options: [organisationOption, yearOption],
  complete: (context, option, typed) =>
    option === 'year' ? completeYear(context, typed) : completeOrganisation(context, typed),
  async run(context, values) {
    const { name, year } = nameAndYear(values.organisation, values.year);
    const found = await findOrganisation(context.storage.db, name);
    if (isRefusal(found)) return found;
    return showReport(context, { kind: 'organisation', id: found.id, year });
  },
};

export const reportDraft: Act = {
  id: 'report.draft',
  names: { sq: 'raporti projektakti', sr: 'izveštaj nacrt', en: 'report draft' },
  describe: 'numbers.describe.draft',
  who: 'anyone',
  answers: 'private',
  options: [draftOption],
  complete: (context, _option, typed) => completeDraft(context, typed, false),
  async run(context, values) {
    const draft = await findDraft(context.storage.db, values.draft ?? '');
    if (isRefusal(draft)) return draft;
    return showReport(context, { kind: 'draft', id: draft.id, year: null });
  },
};
