export default {
  'slack.appDescribe':
    'Donosi nacrte zakona civilnom društvu i vraća njegove doprinose ministarstvu',
  'slack.commandDescribe': 'Nacrti zakona, doprinosi i rokovi',
  'slack.botTokenRefused':
    'Slack ne prihvata SLACK_BOT_TOKEN ({{code}}). Kopirajte „Bot User OAuth Token“ (xoxb-…) sa stranice „OAuth & Permissions“ aplikacije na api.slack.com/apps.',
  'slack.notBotToken':
    'SLACK_BOT_TOKEN nije token bota. Kopirajte „Bot User OAuth Token“ (xoxb-…) sa stranice „OAuth & Permissions“ aplikacije na api.slack.com/apps.',
  'slack.appTokenRefused':
    'Slack ne prihvata SLACK_APP_TOKEN ({{code}}). Na stranici „Basic Information“ aplikacije na api.slack.com/apps napravite token na nivou aplikacije (xapp-…) sa dozvolom connections:write i uključite „Socket Mode“.',
  'slack.unreachable':
    'Slack nije dostupan ({{code}}). Proverite vezu sa internetom i, ako je podešen, SLACK_API_URL.',
} as const;
