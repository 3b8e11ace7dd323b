export default {
  'chat.cancel': 'Cancel',
  'chat.close': 'Close',
  'chat.continue': 'Continue',
  'chat.submit': 'Submit',
  'chat.next': 'Next',
  'chat.fix': 'Correct it',
  'chat.step': 'Step {{step}} of {{steps}}',
  'chat.stepSaved': 'Step {{step}} of {{steps}} is saved.',
  'chat.notAccepted': 'Not accepted yet. What you wrote is saved.',
  'chat.reading': 'Reading the file…',
  'chat.error':
    'Something went wrong. Nothing you had already saved is lost. If it happens again, give the secretariat this code: {{id}}',
  'chat.kept': 'What you wrote is saved. The answer follows here.',
  'chat.notKept': 'This could not be saved just now. Please send it again in a moment.',
  'chat.shortened': '… (shortened)',
  'chat.answerLost': 'Your request was taken, but the answer could not be shown.',
  'chat.lateAnswer': 'The bot restarted while it was working on what you sent. This is the answer.',
  'chat.nothingOpen':
    'Nothing is open into which this could go. Begin with “Contribute” on the draft, or with “contributions”; then write or send it again.',
} as const;
