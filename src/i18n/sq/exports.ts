export default {
  'export.describe.all': 'Gjithçka që ruhet, si skedarë, drejtpërdrejt te ju',
  'export.describe.mine': 'Çfarë ruhet për ju, si skedar, drejtpërdrejt te ju',
  'export.coming_one': '{{count}} skedar po vjen si mesazh i drejtpërdrejtë.',
  'export.coming_other': '{{count}} skedarë po vijnë si mesazhe të drejtpërdrejta.',
  'export.personal':
    'Aty ka emra, llogari dhe tekste që të tjerët nuk duhet t’i shohin. Ruajini aty ku i shohin vetëm ata që u duhen.',
  'export.data': 'Të gjitha tabelat si JSON; manifest.json thotë çfarë mungon dhe pse.',
  'export.workbook': 'Të gjitha tabelat në një skedar Excel, një fletë për tabelë.',
  'export.files': 'Skedarët e ruajtur, pjesa {{part}} nga {{parts}}.',
  'export.mine': 'Çfarë ruhet për ju.',
  'export.mineComing': 'Një skedar me gjithçka që ruhet për ju po vjen si mesazh i drejtpërdrejtë.',
  'export.tooLarge':
    '{{name}} është tepër i madh për një mesazh. Kush e mirëmban botin i merr të gjitha me „npm run export -- FOLDER“.',
  'export.filesTooLarge':
    'Tepër të mëdhenj për një mesazh: {{names}}. Kush e mirëmban botin i merr të gjitha me „npm run export -- FOLDER“.',
  'export.filesTooMany_one':
    'Skedarët e ruajtur do të zinin {{count}} mesazh dhe nuk dërgohen. Kush e mirëmban botin i merr të gjitha me „npm run export -- FOLDER“.',
  'export.filesTooMany_other':
    'Skedarët e ruajtur do të zinin {{count}} mesazhe dhe nuk dërgohen. Kush e mirëmban botin i merr të gjitha me „npm run export -- FOLDER“.',
  'export.what': 'eksport',
} as const;
