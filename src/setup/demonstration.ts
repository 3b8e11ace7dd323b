import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { addDays, addWorkingDays, type Day, localDay } from '../calendar/index.ts';
import type { Actor } from '../chat/actor.ts';
import { isRefusal } from '../chat/refusal.ts';
import { splitAct } from '../documents/act/split.ts';
import { publishDraft } from '../drafts/publishDraft.ts';
import { type Language, type Translate, translate, translator } from '../i18n/index.ts';
import { importOrganisations } from '../membership/importOrganisations.ts';
import { linkChannel } from '../membership/linkChannel.ts';
import { addOrganisation } from '../membership/organisations.ts';
import { importPlan } from '../plan/importPlan.ts';
import type { SandboxPlatform } from '../sandbox/index.ts';
import type { Storage } from '../storage/database.ts';
import type { Work, World } from '../storage/work.ts';
import { seedRegister } from './demonstrationRegister.ts';

export interface DemonstrationParts {
  storage: Storage;
  sandbox: Pick<SandboxPlatform, 'ensureChannel' | 'ensureUser'>;
  world(): Promise<World>;
  language: Language;
}

const COMMUNITY = 'sandbox';

/** Three of the organisations have a channel and a delegate; the others stand in the list. */
const WITH_CHANNEL: readonly { name: string; id: string; language: Language }[] = [
  { name: 'KCSF', id: 'kcsf', language: 'sq' },
  { name: 'KDI', id: 'kdi', language: 'sq' },
  { name: 'Down Syndrome Kosova', id: 'down-syndrome-kosova', language: 'en' },
];

/** Real titles of the sample that are shown as open, and the working days until they close. */
const OPEN_TITLES: readonly { title: string; closesIn: number }[] = [
  { title: 'Projektligji për Ndërmarrjet Sociale', closesIn: 8 },
  { title: 'Projektligji për Provimin e Jurisprudencës', closesIn: 21 },
];

/** Two organisations that are nobody's: what they say in the register is made up. */
const PLAYERS: readonly { id: string; letter: string }[] = [
  { id: 'demo-a', letter: 'A' },
  { id: 'demo-b', letter: 'B' },
];

const playerName = (t: Translate, letter: string) => t('demonstration.organisation', { letter });

/** The organisations with a channel, with their delegate and the language of the channel. */
function withChannel({ language }: { language: Language }) {
  const t = translator(language);
  return [
    ...WITH_CHANNEL,
    ...PLAYERS.map(({ id, letter }) => ({ id, name: playerName(t, letter), language })),
  ];
}

const sample = (name: string) => readFile(new URL(`./sample/${name}`, import.meta.url));

/** The one draft whose text is there to be tried article by article; nobody's act. */
const ACT = { institution: 'DEMO', closesIn: 16 };

/**
 * The small world in which the sandbox starts: real organisations and titles, and, marked as
 * demonstration, dates and plan rows that lie ahead. Done once; people are made known at each start.
 */
export async function seedDemonstration(parts: DemonstrationParts): Promise<void> {
  await placePeople(parts);
  const { storage } = parts;
  if ((await storage.db.channel.count()) > 0) return;
  const world = await parts.world();
  const files = {
    organisations: await sample('organisations.csv'),
    consultations: await sample('consultations.csv'),
    plan: await sample('action-plan.csv'),
    act: await sample('demonstration-act.txt'),
  };
  await storage.transaction(async (tx) => {
    const work: Work = { ...world, tx };
    await importOrganisations(work, files.organisations);
    const t = translator(parts.language);
    for (const { letter } of PLAYERS) {
      const done = await addOrganisation(work, { name: playerName(t, letter) });
      if (isRefusal(done)) throw new Error(`a demonstration organisation: ${done.refused}`);
    }
    await linkChannels(work, parts.language);
    const [proposer, supporter] = (await acceptDelegates(work, parts.language)).slice(-2);
    const act = new TextDecoder().decode(files.act);
    if (proposer && supporter) {
      const office = await officePerson(work, t('demonstration.person.secretariat'));
      await seedRegister(work, parts.language, act, { proposer, supporter, office });
    }
    await publishSamples(work, files.consultations);
    await publishAct(work, act);
    await importPlan(work, t('demonstration.realPlan'), files.plan);
    await importPlan(work, t('demonstration.plan'), demonstrationPlan(work, t), {
      demonstration: true,
    });
  });
}

async function placePeople({ sandbox, language }: DemonstrationParts): Promise<void> {
  const t = translator(language);
  await sandbox.ensureChannel('secretariat', t('demonstration.channel.secretariat'));
  await sandbox.ensureChannel('general', t('demonstration.channel.general'));
  await sandbox.ensureUser(
    'secretariat',
    t('demonstration.person.secretariat'),
    t('demonstration.about.secretariat'),
  );
  for (const { id, name } of withChannel({ language })) {
    await sandbox.ensureChannel(id, id);
    await sandbox.ensureUser(
      `delegate-${id}`,
      t('demonstration.person.delegate', { name }),
      t('demonstration.about.delegate', { name }),
    );
  }
  await sandbox.ensureUser(
    'outsider',
    t('demonstration.person.outsider'),
    t('demonstration.about.outsider'),
  );
}

async function linkChannels(work: Work, language: Language): Promise<void> {
  const link = async (channel: string, input: Parameters<typeof linkChannel>[3]): Promise<void> => {
    const at = { platform: 'sandbox', community: COMMUNITY, channel } as const;
    const done = await linkChannel(work, at, channel, input);
    if (isRefusal(done)) throw new Error(`the sample channel ${channel}: ${done.refused}`);
  };
  await link('secretariat', { purpose: 'secretariat', language });
  await link('general', { purpose: 'general', language });
  for (const one of withChannel({ language })) {
    await link(one.id, { purpose: 'member', organisation: one.name, language: one.language });
  }
}

/** The person who acts for the secretariat, known before they did anything; its id. */
async function officePerson(work: Work, displayName: string): Promise<string> {
  const user = { platform: 'sandbox', community: COMMUNITY, externalId: 'secretariat' } as const;
  const person = await work.tx.person.upsert({
    where: { platform_community_externalId: user },
    create: { ...user, displayName, createdAt: work.now },
    update: {},
  });
  return person.id;
}

/** The delegates as they act from now on, in the order of their channels. */
async function acceptDelegates(work: Work, language: Language): Promise<Actor[]> {
  const actors: Actor[] = [];
  for (const { id, name } of withChannel({ language })) {
    const user = { platform: 'sandbox', community: COMMUNITY, user: `delegate-${id}` } as const;
    const organisation = await work.tx.organisation.findFirstOrThrow({ where: { name } });
    const person = await work.tx.person.upsert({
      where: {
        platform_community_externalId: {
          platform: 'sandbox',
          community: COMMUNITY,
          externalId: user.user,
        },
      },
      create: {
        platform: 'sandbox',
        community: COMMUNITY,
        externalId: user.user,
        displayName: name,
        createdAt: work.now,
      },
      update: {},
    });
    const { state, role, ...membership } = await work.tx.membership.create({
      data: {
        personId: person.id,
        organisationId: organisation.id,
        state: 'accepted',
        proposedAt: work.now,
        decidedAt: work.now,
      },
    });
    actors.push({
      personId: person.id,
      user,
      displayName: name,
      language: null,
      staffRole: null,
      memberships: [
        {
          id: membership.id,
          organisationId: organisation.id,
          organisationName: name,
          role,
          state,
        },
      ],
      at: { platform: 'sandbox', community: COMMUNITY, channel: id },
      channel: null,
    });
  }
  return actors;
}

async function publishSamples(work: Work, consultations: Uint8Array): Promise<void> {
  const rows: Record<string, string>[] = parse(Buffer.from(consultations), { columns: true });
  const today = localDay(work.now, work.zone);
  for (const { title, closesIn } of OPEN_TITLES) {
    const row = rows.find((one) => one.title === title);
    if (!row) throw new Error('a sample draft is missing from consultations.csv');
    const done = await publishDraft(
      work,
      {
        titleSq: title,
        type: row.document_type ?? 'draft_law',
        institution: row.institution ?? '',
        receivedOn: today,
        opensOn: today,
        closesOn: addWorkingDays(work.calendar, today, closesIn),
        complex: 'no',
      },
      { demonstration: true },
    );
    if (isRefusal(done)) throw new Error(`the sample draft: ${done.refused}`);
  }
}

async function publishAct(work: Work, text: string): Promise<void> {
  const today = localDay(work.now, work.zone);
  const done = await publishDraft(
    work,
    {
      titleSq: translate('sq', 'demonstration.act'),
      titleSr: translate('sr', 'demonstration.act'),
      titleEn: translate('en', 'demonstration.act'),
      type: 'draft_law',
      institution: ACT.institution,
      receivedOn: today,
      opensOn: today,
      closesOn: addWorkingDays(work.calendar, today, ACT.closesIn),
      complex: 'no',
    },
    { demonstration: true, parts: splitAct(text) ?? [] },
  );
  if (isRefusal(done)) throw new Error(`the demonstration draft: ${done.refused}`);
}

/** A few rows with deadlines ahead, as a CSV like any other plan. */
function demonstrationPlan(work: Work, t: ReturnType<typeof translator>): Uint8Array {
  const today = localDay(work.now, work.zone);
  const rows: readonly { days: number; key: 'report' | 'meeting' | 'training' | 'overdue' }[] = [
    { days: -9, key: 'overdue' },
    { days: 8, key: 'meeting' },
    { days: 31, key: 'report' },
    { days: 90, key: 'training' },
  ];
  const line = ({ days, key }: { days: number; key: (typeof rows)[number]['key'] }) => {
    const deadline: Day = addDays(today, days);
    return `1;${t(`demonstration.activity.${key}`)};CiviKos;;${deadline};`;
  };
  return new TextEncoder().encode(
    ['objective;activity;responsible;supporting;deadline;source', ...rows.map(line)].join('\n'),
  );
}
