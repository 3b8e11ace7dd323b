import type { Person as DiscordPerson } from '../servers/discord/index.ts';
import { DiscordServer } from '../servers/discord/index.ts';
import type { Person as SlackPerson } from '../servers/slack/person.ts';
import { startSlackServer } from '../servers/slack/server.ts';

/** What everybody does at the same moment. */
export type Deed = 'list' | 'form' | 'submit';

/** A chat full of people, and a bot that is measured through it. */
export interface Crowd {
  places: {
    platform: 'slack' | 'discord';
    community: string;
    channels: string[];
    people: string[];
  };
  environment: Readonly<Record<string, string>>;
  /**
   * Everybody does it at once; resolves with the milliseconds until each was acknowledged, once
   * everybody has been answered.
   */
  all(deed: Deed, draft: string, turn: number): Promise<number[]>;
  close(): Promise<void>;
}

const text = (turn: number, person: number) => `Text ${turn} of person ${person}.`;

export async function slackCrowd(channels: number, people: number): Promise<Crowd> {
  const server = await startSlackServer();
  const rooms = Array.from({ length: channels }, (_, index) =>
    server.addChannel(`c${index}`, { member: true }),
  );
  const crowd: SlackPerson[] = Array.from({ length: people }, (_, index) =>
    server.addUser(`person-${index}`),
  );
  const room = rooms[0];
  if (!room) throw new Error('no channel');
  const answers = (person: SlackPerson) =>
    person.ephemerals().length + server.messages(person.dm()).filter(({ byBot }) => byBot).length;

  async function act(person: SlackPerson, deed: Deed, draft: string, turn: number, index: number) {
    if (deed === 'submit') {
      const view = person.modal();
      if (!view) throw new Error('no form is open');
      const long = view.inputs.find(({ multiline }) => multiline) ?? view.inputs[0];
      return person.submit(view, { [long?.blockId ?? '']: text(turn, index) });
    }
    return person.command(
      room as object as { id: string },
      deed === 'list' ? 'draft list' : `contribute ${draft}`,
    );
  }

  return {
    places: {
      platform: 'slack',
      community: server.team.id,
      channels: rooms.map(({ id }) => id),
      people: crowd.map(({ id }) => id),
    },
    environment: {
      SLACK_BOT_TOKEN: server.botToken,
      SLACK_APP_TOKEN: server.appToken,
      SLACK_API_URL: server.apiUrl,
    },
    async all(deed, draft, turn) {
      for (const person of crowd) {
        const notice = person.modal();
        if (notice && notice.inputs.length === 0) await person.close(notice);
      }
      const before = crowd.map(answers);
      const known = server.sockets.acks.length;
      const replies = await Promise.all(
        crowd.map((person, index) => act(person, deed, draft, turn, index)),
      );
      const failed = replies.filter(({ outcome }) => outcome === 'failed').length;
      if (failed > 0)
        throw new Error(`${deed} ${turn}: ${failed} of ${people} were not acknowledged`);
      const unanswered = crowd.map((person, index) => ({ person, had: before[index] ?? 0 }));
      const answered = () => {
        // Looked at after each change, so only whoever is next in turn is looked at.
        for (let last = unanswered.at(-1); last; last = unanswered.at(-1)) {
          const { person, had } = last;
          if (!(deed === 'form' ? person.modal()?.inputs.length : answers(person) > had))
            return false;
          unanswered.pop();
        }
        return true;
      };
      await server.waitFor(answered, `answers to ${deed}`, 60_000);
      const acks = server.sockets.acks.slice(known).filter(({ type }) => type !== 'events_api');
      return acks.map(({ afterMs }) => afterMs ?? Number.POSITIVE_INFINITY);
    },
    close: () => server.close(),
  };
}

export async function discordCrowd(channels: number, people: number): Promise<Crowd> {
  const server = await DiscordServer.start({ settings: { patience: 60_000 } });
  const rooms = Array.from({ length: channels }, (_, index) => server.addChannel(`c${index}`));
  const crowd: DiscordPerson[] = Array.from({ length: people }, (_, index) =>
    server.addUser(`person-${index}`),
  );
  const room = rooms[0];
  if (!room) throw new Error('no channel');

  async function act(
    person: DiscordPerson,
    deed: Deed,
    draft: string,
    turn: number,
    index: number,
  ) {
    if (deed === 'submit') {
      const modal = person.modal;
      if (!modal) throw new Error('no form is open');
      const long = modal.inputs.find(({ kind }) => kind === 'paragraph') ?? modal.inputs[0];
      return person.submit(modal, { [long?.label ?? '']: text(turn, index) });
    }
    return deed === 'list'
      ? person.command(room as { id: string }, 'draft list')
      : person.command(room as { id: string }, 'contribute', { draft });
  }

  return {
    places: {
      platform: 'discord',
      community: server.guild.id,
      channels: rooms.map(({ id }) => id),
      people: crowd.map(({ id }) => id),
    },
    environment: { DISCORD_TOKEN: server.token, DISCORD_API_URL: server.api },
    async all(deed, draft, turn) {
      await server.waitFor(() => server.commands.find('contribute'), 'the commands');
      const known = server.exchanges.all.length;
      const answers = await Promise.all(
        crowd.map((person, index) => act(person, deed, draft, turn, index)),
      );
      const failed = answers.filter(({ kind }) => kind === 'failed').length;
      if (failed > 0)
        throw new Error(`${deed} ${turn}: ${failed} of ${people} were not acknowledged`);
      return server.exchanges.all
        .slice(known)
        .map(({ sentMs, acknowledgedMs }) => (acknowledgedMs ?? Number.POSITIVE_INFINITY) - sentMs);
    },
    close: () => server.stop(),
  };
}
