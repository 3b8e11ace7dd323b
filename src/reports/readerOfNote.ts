import type { RenderJob } from '../delivery/render.ts';
import type { Reader } from './rows.ts';

/** Whoever asked, as a note keeps it until it is rendered. */
export function readerParams({ staff, organisations }: Reader): {
  staff: boolean;
  organisations: string[];
} {
  return { staff, organisations: [...organisations] };
}

/** What staff alone see goes to the secretariat's channel or to a person, whatever was written down. */
export function readerOfNote(
  { staff, organisations }: RenderJob['params'],
  { purpose }: RenderJob['target'],
): Reader {
  const own = Array.isArray(organisations) ? organisations.map(String) : [];
  const among = purpose === 'secretariat' || purpose === 'person';
  return { staff: staff === true && among, organisations: own };
}
