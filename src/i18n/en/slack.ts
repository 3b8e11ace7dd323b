export default {
  'slack.appDescribe':
    'Brings draft laws to civil society and its contributions back to the ministry',
  'slack.commandDescribe': 'Draft laws, contributions and deadlines',
  'slack.botTokenRefused':
    'Slack does not accept SLACK_BOT_TOKEN ({{code}}). Copy the “Bot User OAuth Token” (xoxb-…) from “OAuth & Permissions” of the app at api.slack.com/apps.',
  'slack.notBotToken':
    'SLACK_BOT_TOKEN is not the token of a bot. Copy the “Bot User OAuth Token” (xoxb-…) from “OAuth & Permissions” of the app at api.slack.com/apps.',
  'slack.appTokenRefused':
    'Slack does not accept SLACK_APP_TOKEN ({{code}}). Under “Basic Information” of the app at api.slack.com/apps, make an app-level token (xapp-…) with the scope connections:write, and switch “Socket Mode” on.',
  'slack.unreachable':
    'Slack cannot be reached ({{code}}). Check the connection to the internet and, if it is set, SLACK_API_URL.',
} as const;
