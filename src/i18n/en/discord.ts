export default {
  'discord.tokenRefused':
    'Discord does not accept DISCORD_TOKEN. Copy it anew from {{portal}} (your application, Bot, Reset Token).',
  'discord.intentsRefused':
    'Discord does not accept what the bot asks to hear (its intents). Check its settings at {{portal}} (your application, Bot).',
  'discord.unreachable':
    'Discord cannot be reached at {{address}} ({{code}}). Check the connection to the internet and, if it is set, DISCORD_API_URL.',
  'discord.closed':
    'Discord closed the connection for good ({{code}}). Check the application at {{portal}}, and whether there is a newer version of this bot.',
  'discord.stuck':
    'Discord can be reached, but the connection to it does not come back. The bot ends, so that it can be started anew.',
} as const;
