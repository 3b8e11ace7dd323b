import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { pino } from 'pino';
import type { Message } from '../../src/chat/message.ts';
import { SandboxClient } from '../../src/sandbox/client.ts';
import { createSandboxPlatform, type SandboxPlatform } from '../../src/sandbox/index.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';
import { ACTS, createStub, type Stub } from './stub.ts';

/** A Thursday noon in Kosovo, summer time. */
export const NOON = new Date('2026-06-11T10:00:00Z');

export interface SandboxWorld {
  platform: SandboxPlatform;
  client: SandboxClient;
  stub: Stub;
  storage: TemporaryStorage;
  /** Where the page is. */
  base: string;
  /** Where the clock was moved to, in order. */
  moves: Date[];
  close(): Promise<void>;
}

/** A sandbox with a stub bot behind it, two people and three channels, on a port of its own. */
export async function openSandbox(options: { started?: boolean } = {}): Promise<SandboxWorld> {
  const storage = await openTemporaryStorage();
  const stub = createStub();
  const moves: Date[] = [];
  const civil = { now: NOON };
  let base = '';
  const platform = createSandboxPlatform({
    storage,
    acts: ACTS,
    language: 'sq',
    log: pino({ level: 'silent' }),
    machineNow: () => NOON,
    address: () => base,
    clock: {
      now: () => civil.now,
      async moveTo(at) {
        moves.push(at);
        civil.now = at;
      },
      nextWorkingDay: () => new Date('2026-06-12T06:00:00Z'),
      zone: 'Europe/Belgrade',
    },
  });
  await platform.ensureChannel('sekretariati', 'sekretariati');
  await platform.ensureChannel('kdi', 'kdi');
  await platform.ensureChannel('te-gjithe', 'të-gjithë');
  await platform.ensureUser('sekretariati', 'Sekretariati', 'Sekretariati i CiviKos');
  await platform.ensureUser('delegati-kdi', 'Delegati i KDI-së', 'Instituti Demokratik i Kosovës');
  await platform.ensureUser('i-jashtem', 'Një i jashtëm', 'Nuk i përket asnjë organizate');
  const server = createServer(getRequestListener(platform.routes.fetch));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  if (options.started !== false) await platform.start(stub);
  return {
    platform,
    client: new SandboxClient(base),
    stub,
    storage,
    base,
    moves,
    async close() {
      await platform.stop();
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
      await storage.dispose();
    },
  };
}

export const channel = (id: string) => ({
  platform: 'sandbox' as const,
  community: 'sandbox',
  channel: id,
});

/** A card with everything that a card may hold. */
export const CARD: Message = {
  language: 'sq',
  summary: 'Projektakt i ri për konsultim: Projektligji për vetëqeverisjen lokale.',
  parts: [
    { kind: 'heading', text: 'Projektligji për vetëqeverisjen lokale' },
    {
      kind: 'context',
      text: [
        'MAPL-2026-003 · ',
        { bold: 'Projektligj' },
        ' · Ministria e Administrimit të Pushtetit Lokal',
      ],
    },
    {
      kind: 'warning',
      text: 'Afati është 12 ditë pune, më i shkurtër se minimumi i zakonshëm prej 15 ditësh.',
    },
    {
      kind: 'fields',
      fields: [
        {
          label: 'Kontributet deri më',
          value: [{ bold: 'e enjte, 25 qershor 2026, 12:00' }, ' (Europe/Belgrade) – 9 ditë pune'],
        },
        { label: 'Ministria mbyll më', value: 'e premte, 26 qershor 2026' },
        {
          label: 'Dokumente',
          value: [
            {
              link: 'Projektligji (PDF)',
              url: 'https://konsultimet.rks-gov.net/viewConsult.php?ConsultationID=40472',
            },
            ' · ',
            { link: 'Memorandumi', url: 'https://konsultimet.rks-gov.net/' },
          ],
        },
        { label: 'Organizata juaj', value: 'ende pa përgjigje' },
      ],
    },
    {
      kind: 'buttons',
      buttons: [
        { act: 'contribute', args: ['d1'], label: 'Kontribuo', style: 'primary' },
        { act: 'draft.interested', args: ['d1'], label: 'Na intereson' },
        { act: 'draft.notForUs', args: ['d1'], label: 'Nuk është për ne' },
        { act: 'menu', args: ['d1'], label: 'Hollësi' },
      ],
    },
  ],
};
