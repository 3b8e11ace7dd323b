export default {
  'export.describe.all': 'Everything that is stored, as files, to you directly',
  'export.describe.mine': 'What is stored about you, as a file, to you directly',
  'export.coming_one': '{{count}} file is coming as a direct message.',
  'export.coming_other': '{{count}} files are coming as direct messages.',
  'export.personal':
    'They hold names, accounts and texts that others may not see. Keep them where only those may look who need to.',
  'export.data': 'All tables as JSON; manifest.json says what is left out and why.',
  'export.workbook': 'All tables as a workbook, a sheet a table.',
  'export.files': 'Stored files, part {{part}} of {{parts}}.',
  'export.mine': 'What is stored about you.',
  'export.mineComing': 'A file with all that is stored about you is coming as a direct message.',
  'export.tooLarge':
    '{{name}} is too large for a message. Whoever runs the bot gets everything with “npm run export -- FOLDER”.',
  'export.filesTooLarge':
    'Too large for a message: {{names}}. Whoever runs the bot gets everything with “npm run export -- FOLDER”.',
  'export.filesTooMany_one':
    'The stored files would be {{count}} message and are not sent. Whoever runs the bot gets everything with “npm run export -- FOLDER”.',
  'export.filesTooMany_other':
    'The stored files would be {{count}} messages and are not sent. Whoever runs the bot gets everything with “npm run export -- FOLDER”.',
  'export.what': 'export',
} as const;
