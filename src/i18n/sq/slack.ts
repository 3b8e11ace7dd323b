export default {
  'slack.appDescribe': 'Sjell projektligjet te shoqëria civile dhe kontributet e saj te ministria',
  'slack.commandDescribe': 'Projektligje, kontribute dhe afate',
  'slack.botTokenRefused':
    'Slack nuk e pranon SLACK_BOT_TOKEN ({{code}}). Kopjoni “Bot User OAuth Token” (xoxb-…) nga “OAuth & Permissions” i aplikacionit në api.slack.com/apps.',
  'slack.notBotToken':
    'SLACK_BOT_TOKEN nuk është token i një boti. Kopjoni “Bot User OAuth Token” (xoxb-…) nga “OAuth & Permissions” i aplikacionit në api.slack.com/apps.',
  'slack.appTokenRefused':
    'Slack nuk e pranon SLACK_APP_TOKEN ({{code}}). Te “Basic Information” i aplikacionit në api.slack.com/apps krijoni një token në nivel aplikacioni (xapp-…) me lejen connections:write dhe aktivizoni “Socket Mode”.',
  'slack.unreachable':
    'Slack nuk mund të arrihet ({{code}}). Kontrolloni lidhjen me internetin dhe, nëse është vendosur, SLACK_API_URL.',
} as const;
