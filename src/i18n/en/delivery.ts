export default {
  'delivery.describe.show': 'Whether messages get through, and what failed',
  'delivery.describe.retry': 'Send again what failed',
  'delivery.describe.unlink': 'Unlink a channel that is no longer there',
  'delivery.option.what': 'What to send again',
  'delivery.option.channel': 'The channel',
  'delivery.head': 'Deliveries',
  'delivery.fine': 'Everything gets through. Last message: {{ago}}.',
  'delivery.nothingYet': 'Nothing was sent yet, and nothing waits.',
  'delivery.waiting': 'waiting {{number}}',
  'delivery.retrying': 'being tried again {{number}}',
  'delivery.failedNumber': 'failed {{number}}',
  'delivery.held': 'waiting for a digest {{number}}',
  'delivery.oldest': 'the oldest was queued {{ago}}',
  'delivery.lastSuccess': 'last message {{ago}}',
  'delivery.never': 'nothing got through yet',
  'delivery.sandbox': 'sandbox',
  'delivery.failed_one': '{{count}} message failed, {{ago}}',
  'delivery.failed_other': '{{count}} messages failed, the first {{ago}}',
  'delivery.moreItems_one': 'and {{count}} more',
  'delivery.moreItems_other': 'and {{count}} more',
  'delivery.moreGroups_one': 'and {{count}} more channel',
  'delivery.moreGroups_other': 'and {{count}} more channels',
  'delivery.button.retry': 'Retry: {{name}}',
  'delivery.button.retryAll': 'Retry all',
  'delivery.button.retryFailed': 'Retry failed',
  'delivery.button.retryOne': 'Retry',
  'delivery.button.unlink': 'Unlink: {{name}}',
  'delivery.button.show': 'What failed',
  'delivery.retried_one': '{{count}} message goes out again.',
  'delivery.retried_other': '{{count}} messages go out again.',
  'delivery.nothingToRetry': 'Nothing is left here that failed.',
  'delivery.unlinked': '{{channel}} is no longer linked. Nothing more is sent there.',
  'delivery.what.draft': 'card of {{name}}',
  'delivery.what.timesChanged': 'new dates of {{name}}',
  'delivery.what.withdrawn': 'withdrawal of {{name}}',
  'delivery.what.document': 'document of {{name}}',
  'delivery.what.reminder': 'reminder of {{name}}',
  'delivery.what.planChart': 'chart of the plan “{{name}}”',
  'delivery.what.planReminder': 'reminder of the plan “{{name}}”',
  'delivery.what.contribution': 'contribution {{name}}',
  'delivery.what.sharedContribution': 'shared contribution {{name}}',
  'delivery.what.membership': 'proposal of {{name}}',
  'delivery.what.publication': 'progress of publishing {{name}}',
  'delivery.what.lateAnswer': 'answer to a person',
  'delivery.what.notice': 'notice of a failure',
  'delivery.what.other': 'message',
  'delivery.failing': 'Messages no longer reach {{channel}}.',
  'delivery.failingHint':
    'I say this once. What fails is kept and can be sent again when the cause is mended.',
  'delivery.works': 'Messages reach {{channel}} again.',
  'delivery.noLongerLinked': '{{channel}} failed and is no longer linked.',
  'delivery.refused': 'A message for {{channel}} could not be sent.',
  'delivery.refusedBot': '{{platform}} no longer takes messages from me.',
  'delivery.reason.notInChannel':
    'The bot is not in this channel any more. Invite it there with /invite @civikos, then retry.',
  'delivery.reason.noAccess':
    'The bot cannot see this channel. Give it View Channel, Send Messages and Read Message History there, then retry.',
  'delivery.reason.archived':
    'The channel was archived. Restore it and retry, or unlink it if it is not used any more.',
  'delivery.reason.channelUnknown':
    'The channel is no longer there, or it is private and the bot was removed. Invite the bot and retry, or unlink the channel.',
  'delivery.reason.restricted':
    'Not everyone may write in this channel. Allow the bot to post in the settings of the channel, then retry.',
  'delivery.reason.permission':
    'The bot lacks a permission in this channel: Send Messages, Embed Links, Attach Files, or those for threads. Give it, then retry.',
  'delivery.reason.noThreads':
    'This could not be told in a thread: threads are closed, full or not allowed there. Open the thread again or allow threads, then retry.',
  'delivery.reason.messageGone':
    'Somebody deleted the message that was to be changed. Retry posts it anew.',
  'delivery.reason.notEditable':
    'The platform no longer lets the bot change this message. The message that stands may be out of date.',
  'delivery.reason.content':
    'The platform refused the content of this message. Please tell whoever runs the bot.',
  'delivery.reason.blocked':
    'The automatic moderation of the server blocked the message. Allow the bot there, then retry.',
  'delivery.reason.file':
    'The file was refused: too large, or files are not allowed there. Send it another way, or allow files and retry.',
  'delivery.reason.directClosed':
    'This person takes no direct messages from the bot. Ask them to allow these, then retry.',
  'delivery.reason.personGone': 'This person’s account is closed or no longer there.',
  'delivery.reason.scope':
    'The bot’s app lacks a permission. Whoever runs the bot must install the app again with all permissions that README names.',
  'delivery.reason.token':
    'The platform no longer accepts the bot: its token was revoked, or the app was removed. Whoever runs the bot must install it again.',
  'delivery.reason.policy':
    'A rule of the workspace forbids what the bot does. Please ask its administrators, then retry.',
  'delivery.reason.unexpected':
    'A fault in the bot itself. Please tell whoever runs it; the log says more.',
  'delivery.reason.unknown':
    'The platform refused it (code: {{code}}). Retry once; if it fails again, tell whoever runs the bot.',
  'publication.running': '{{number}} is being sent',
  'publication.ended': '{{number}} is published',
  'publication.sent_one': 'Sent to {{sent}} of {{count}} channel.',
  'publication.sent_other': 'Sent to {{sent}} of {{count}} channels.',
  'publication.waiting_one': '{{count}} still waits.',
  'publication.waiting_other': '{{count}} still wait.',
  'publication.left': 'About {{span}} left.',
  'publication.leftLittle': 'Less than a minute left.',
  'publication.heldBack_one': '{{count}} is held back.',
  'publication.heldBack_other': '{{count}} are held back.',
  'publication.failed_one': '{{count}} channel did not get it:',
  'publication.failed_other': '{{count}} channels did not get it:',
} as const;
