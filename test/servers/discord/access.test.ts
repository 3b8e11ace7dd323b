import { beforeAll, describe, expect, it } from 'vitest';
import { DiscordServer } from './index.ts';
import { errorPaths, raw, times, x } from './support.ts';
import type { Channel } from './world.ts';

// Who may do what, and what there is not, against one server.

let server: DiscordServer;
let channel: Channel;

beforeAll(async () => {
  server = await DiscordServer.start();
  channel = server.addChannel('general');
  return () => server.stop();
});

describe('access', () => {
  const post = (path: string, body: unknown = { content: 'x' }) => raw(server, 'POST', path, body);

  it('knows what it does not know', async () => {
    const at = `/channels/${channel.id}/messages`;
    expect(await post('/channels/1/messages')).toMatchObject({ status: 404, code: 10003 });
    expect(await raw(server, 'GET', `${at}/1`)).toMatchObject({ status: 404, code: 10008 });
    expect(await raw(server, 'GET', '/users/1')).toMatchObject({ status: 404, code: 10013 });
    expect(await raw(server, 'GET', '/guilds/1')).toMatchObject({ status: 404, code: 10004 });
    expect(await raw(server, 'GET', `/guilds/${server.guild.id}/members/1`)).toMatchObject({
      code: 10007,
    });
    expect(await raw(server, 'GET', `/applications/${server.bot.id}/commands/1`)).toMatchObject({
      code: 10063,
    });
    expect(await post('/interactions/1/t/callback')).toMatchObject({ status: 404, code: 10062 });
    expect(await post(`/webhooks/${server.bot.id}/t`)).toMatchObject({ status: 404, code: 10015 });
    expect(await post('/users/@me/channels', { recipient_id: '1' })).toMatchObject({ code: 50033 });
    expect(await post('/nothing')).toMatchObject({ status: 404, code: 0 });
  });

  it('refuses without permission', async () => {
    const other = server.addChannel('other');
    server.deny(other, 'viewChannel');
    const at = `/channels/${other.id}/messages`;
    expect(await post(at)).toMatchObject({ status: 403, code: 50001 });
    server.deny(other, 'sendMessages', 'embedLinks');
    expect(await post(at)).toMatchObject({ status: 403, code: 50013 });
    server.deny(other, 'embedLinks');
    const embed = { embeds: [{ title: 'x' }] };
    expect(await post(at, embed)).toMatchObject({ status: 403, code: 50013 });
    server.deny(other);
    expect(await post(at, embed)).toMatchObject({ status: 200 });
    server.removeChannel(other);
    expect(await post(at)).toMatchObject({ status: 404, code: 10003 });
  });

  it('refuses to edit what others wrote, and too many old messages', async () => {
    const place = server.addChannel('edits');
    const at = `/channels/${place.id}/messages`;
    const others = server.addUser('Arta').say(place, 'mine');
    const edit = { content: 'y' };
    const refusal = await raw(server, 'PATCH', `${at}/${others.id}`, edit);
    expect(refusal).toMatchObject({ status: 403, code: 50005 });
    const own = await post(at);
    server.settings.oldEdits = 1;
    server.clock.advance(3_600_001);
    const path = `${at}/${String(own.id)}`;
    expect(await raw(server, 'PATCH', path, edit)).toMatchObject({ status: 200, content: 'y' });
    expect(await raw(server, 'PATCH', path, edit)).toMatchObject({ code: 30046 });
    const empty = await raw(server, 'PATCH', path, { content: '' });
    expect(empty.code).toBe(30046);
    server.settings.oldEdits = null;
    expect(await raw(server, 'PATCH', path, { content: '' })).toMatchObject({ code: 50006 });
  });

  it('refuses a second thread, a nameless one, and one inside a thread', async () => {
    const sent = await post(`/channels/${channel.id}/messages`);
    const at = `/channels/${channel.id}/messages/${String(sent.id)}/threads`;
    expect(errorPaths((await post(at, { name: '' })).errors)).toEqual([
      'name BASE_TYPE_BAD_LENGTH',
    ]);
    expect(errorPaths((await post(at, { name: x(101) })).errors)).toEqual([
      'name BASE_TYPE_BAD_LENGTH',
    ]);
    const days = await post(at, { name: 'x', auto_archive_duration: 5 });
    expect(errorPaths(days.errors)).toEqual(['auto_archive_duration BASE_TYPE_CHOICES']);
    const thread = await post(at, { name: 'x' });
    expect(thread).toMatchObject({ status: 201, id: sent.id });
    expect(await post(at, { name: 'x' })).toMatchObject({ status: 400, code: 160004 });
    const inner = await post(`/channels/${String(thread.id)}/messages`);
    const inside = `/channels/${String(thread.id)}/messages/${String(inner.id)}/threads`;
    expect(await post(inside, { name: 'x' })).toMatchObject({ code: 50024 });
    server.archive(String(thread.id));
    const path = `/channels/${String(thread.id)}/messages/${String(inner.id)}`;
    expect(await raw(server, 'PATCH', path, { content: 'y' })).toMatchObject({ code: 50083 });
  });

  it('refuses a twenty-first kind of reaction and what is no emoji', async () => {
    const { id } = await post(`/channels/${channel.id}/messages`);
    const at = (emoji: string) =>
      `/channels/${channel.id}/messages/${String(id)}/reactions/${encodeURIComponent(emoji)}/@me`;
    const emojis = times(21, (index) => String.fromCodePoint(0x1f600 + index));
    const answers = [];
    for (const emoji of emojis) answers.push((await raw(server, 'PUT', at(emoji))).status);
    expect(answers).toEqual([...times(20, () => 204), 400]);
    expect(await raw(server, 'PUT', at('thumbsup'))).toMatchObject({ code: 10014 });
  });

  it('refuses a wrong token, another version, broken JSON and too much', async () => {
    const at = `${server.api}/v10/channels/${channel.id}/messages`;
    const headers = { authorization: `Bot ${server.token}`, 'content-type': 'application/json' };
    const wrong = await fetch(at, { headers: { authorization: 'Bot x' } });
    expect([wrong.status, await wrong.json()]).toEqual([
      401,
      { message: '401: Unauthorized', code: 0 },
    ]);
    const old = await fetch(`${server.api}/v9/users/@me`, { headers });
    expect(await old.json()).toMatchObject({ code: 50041 });
    const broken = await fetch(at, { method: 'POST', headers, body: '{' });
    expect(await broken.json()).toMatchObject({ code: 50109 });
    const form = new FormData();
    form.set('files[0]', new Blob([Buffer.alloc(server.settings.attachmentLimit + 1)]), 'a.bin');
    const { authorization } = headers;
    const big = await fetch(at, { method: 'POST', headers: { authorization }, body: form });
    expect([big.status, await big.json()]).toMatchObject([413, { code: 40005 }]);
  });

  it('answers 204 without a content type', async () => {
    const at = `${server.api}/v10/channels/${channel.id}/typing`;
    const headers = { authorization: `Bot ${server.token}` };
    const answer = await fetch(at, { method: 'POST', headers });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([204, null]);
  });
});
