import { expect } from 'vitest';
import type {
  Seen,
  SeenForm,
  SeenMessage,
  Stage,
  StageChannel,
  StageFile,
  StagePerson,
} from './driver.ts';

/** The message somebody got, or a failed expectation that shows what they got instead. */
export function told(seen: Seen): SeenMessage {
  if (seen.kind === 'private' || seen.kind === 'public') return seen.message;
  throw new Error(`expected a message, got ${JSON.stringify(seen)}`);
}

/** The form that opened. */
export function opened(seen: Seen): SeenForm {
  if (seen.kind === 'form') return seen.form;
  throw new Error(`expected a form, got ${JSON.stringify(seen)}`);
}

/** The only message of a channel whose text holds this. */
export async function messageWith(channel: StageChannel, text: string): Promise<SeenMessage> {
  const messages = await channel.messages();
  const found = messages.filter((message) => message.text.includes(text));
  expect(
    found.map((message) => message.text.slice(0, 60)),
    `one message with "${text}" in ${channel.name}: ${JSON.stringify(messages.map((m) => m.text))}`,
  ).toHaveLength(1);
  return found[0] as SeenMessage;
}

/** The card of a draft in a channel; in the secretariat's its publication is another message. */
export async function cardOf(channel: StageChannel, number: string): Promise<SeenMessage> {
  const found = (await channel.messages()).filter(
    ({ text }) => text.includes(`${number} ·`) && !isPublication(text, number),
  );
  expect(found.map(({ text }) => text.slice(0, 60))).toHaveLength(1);
  return found[0] as SeenMessage;
}

/** The one message that tells how far a publication has come. */
export async function publicationOf(channel: StageChannel, number: string): Promise<SeenMessage> {
  const found = (await channel.messages()).filter(({ text }) => isPublication(text, number));
  expect(found.map(({ text }) => text.slice(0, 60))).toHaveLength(1);
  return found[0] as SeenMessage;
}

const isPublication = (text: string, number: string) =>
  text.startsWith(`${number} is published`) || text.startsWith(`${number} is being sent`);

/** The usual cast: the secretariat's channel and two organisations with a channel each. */
export interface Cast {
  stage: Stage;
  office: StageChannel;
  kcsf: StageChannel;
  kdi: StageChannel;
  general: StageChannel;
  /** An administrator. */
  staff: StagePerson;
  /** Not yet known to the bot. */
  delegate: StagePerson;
  second: StagePerson;
  outsider: StagePerson;
}

/** Links the channels through the bot itself, as staff would. */
export async function castOf(stage: Stage): Promise<Cast> {
  const [office, kcsf, kdi, general] = await Promise.all(
    ['secretariat', 'kcsf', 'kdi', 'all-members'].map((name) => stage.channel(name)),
  );
  const staff = await stage.person('staff');
  const cast = {
    stage,
    office: office as StageChannel,
    kcsf: kcsf as StageChannel,
    kdi: kdi as StageChannel,
    general: general as StageChannel,
    staff,
    delegate: await stage.person('delegate'),
    second: await stage.person('second'),
    outsider: await stage.person('outsider'),
  };
  const { office: o } = cast;
  told(await staff.uses(o, 'channel link', { purpose: 'secretariat', language: 'en' }));
  for (const name of ['KCSF', 'KDI']) told(await staff.uses(o, 'organisation add', { name }));
  const link = async (channel: StageChannel, organisation: string) =>
    told(
      await staff.uses(channel, 'channel link', {
        purpose: 'member',
        language: 'en',
        organisation,
      }),
    );
  await link(cast.kcsf, 'KCSF');
  await link(cast.kdi, 'KDI');
  told(await staff.uses(cast.general, 'channel link', { purpose: 'general', language: 'en' }));
  return cast;
}

/** A real title; its dates here are the test's own. */
export const TITLE = 'Projektligji për Ndërmarrjet Sociale';

export interface DraftInput {
  title?: string;
  opens?: string;
  closes?: string;
  due?: string;
  file?: StageFile;
}

/** Staff fill the form of a new draft as far as the preview. */
export async function previewDraft(cast: Cast, input: DraftInput = {}): Promise<SeenMessage> {
  const { staff, office } = cast;
  opened(await staff.uses(office, 'draft new'));
  opened(
    await staff.submits({
      'Title in Albanian': input.title ?? TITLE,
      'Kind of document': 'draft law',
      Institution: 'MPMS',
    }),
  );
  opened(
    await staff.submits({
      'Received on': input.opens ?? '2026-11-23',
      'Consultation opens on': input.opens ?? '2026-11-23',
      'Consultation closes on': input.closes ?? '2026-12-14',
      'Contributions due with the secretariat': input.due ?? '',
    }),
  );
  return told(
    await staff.submits({
      'Link to the document': 'https://konsultimet.rks-gov.net/',
      ...(input.file ? { File: input.file } : {}),
    }),
  );
}

/** Publishes a draft and waits until every channel has its card; returns its number. */
export async function publish(cast: Cast, input: DraftInput = {}): Promise<string> {
  const preview = await previewDraft(cast, input);
  const done = told(await cast.staff.presses(cast.office, preview, 'Publish'));
  await cast.stage.settled();
  const number = /[A-Z]+-\d{4}-\d{3}/.exec(done.text)?.[0];
  if (!number) throw new Error(`no number in: ${done.text}`);
  return number;
}

/** A person contributes from the card in a channel; returns the receipt. */
export async function contribute(
  person: StagePerson,
  channel: StageChannel,
  number: string,
  values: Readonly<Record<string, string>> = {},
): Promise<SeenMessage> {
  opened(await person.presses(channel, await messageWith(channel, number), 'Contribute'));
  return told(
    await person.submits({
      'What you propose': 'Amendment',
      Article: 'Article 5',
      'Proposed text': 'A social enterprise serves the public interest.',
      Justification: 'The present wording leaves it open.',
      ...values,
    }),
  );
}

/** Staff accept whoever waits in the secretariat's channel. */
export async function acceptAll(cast: Cast): Promise<void> {
  for (const message of await cast.office.messages()) {
    if (!message.buttons.includes('Accept')) continue;
    told(await cast.staff.presses(cast.office, message, 'Accept'));
  }
  await cast.stage.settled();
}

/** Staff look at the bundle of a draft and freeze it; what they see then. */
export async function freeze({ staff, office }: Cast, draft: string): Promise<SeenMessage> {
  const bundle = told(await staff.uses(office, 'bundle show', { draft }));
  const question = told(await staff.presses(office, bundle, 'Freeze'));
  expect(question.text).toContain('What is frozen never changes');
  return told(await staff.presses(office, question, 'Yes, freeze it'));
}
