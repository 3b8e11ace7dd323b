import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { inviteUrl, PERMISSIONS, permissionBits } from '../../src/discord/invite.ts';

describe('the invitation', () => {
  it('asks for what the bot uses and no more', () => {
    const { ViewChannel, SendMessages, SendMessagesInThreads, CreatePublicThreads } =
      PermissionFlagsBits;
    const { EmbedLinks, AttachFiles, ReadMessageHistory } = PermissionFlagsBits;
    expect(permissionBits()).toBe(
      ViewChannel |
        SendMessages |
        SendMessagesInThreads |
        CreatePublicThreads |
        EmbedLinks |
        AttachFiles |
        ReadMessageHistory,
    );
  });

  it('is a link with both scopes and the permissions as a number', () => {
    const url = new URL(inviteUrl('123'));
    expect(url.origin + url.pathname).toBe('https://discord.com/oauth2/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: '123',
      scope: 'bot applications.commands',
      permissions: '309237763072',
    });
  });

  it('says of each permission why, and what breaks without it', () => {
    for (const { name, why, without } of PERMISSIONS) {
      expect([name, why, without].every((text) => text.length > 5)).toBe(true);
    }
  });
});
