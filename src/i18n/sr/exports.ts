export default {
  'export.describe.all': 'Sve što je sačuvano, kao datoteke, direktno vama',
  'export.describe.mine': 'Šta je sačuvano o vama, kao datoteka, direktno vama',
  'export.coming_one': '{{count}} datoteka stiže kao direktna poruka.',
  'export.coming_few': '{{count}} datoteke stižu kao direktne poruke.',
  'export.coming_other': '{{count}} datoteka stiže kao direktne poruke.',
  'export.personal':
    'U njima su imena, nalozi i tekstovi koje drugi ne smeju da vide. Čuvajte ih tamo gde ih vide samo oni kojima su potrebni.',
  'export.data': 'Sve tabele kao JSON; manifest.json kaže šta je izostavljeno i zašto.',
  'export.workbook': 'Sve tabele u jednoj Excel datoteci, po list za svaku tabelu.',
  'export.files': 'Sačuvane datoteke, deo {{part}} od {{parts}}.',
  'export.mine': 'Šta je sačuvano o vama.',
  'export.mineComing': 'Datoteka sa svim što je sačuvano o vama stiže kao direktna poruka.',
  'export.tooLarge':
    '{{name}} je prevelika za poruku. Ko održava bota, sve dobija pomoću „npm run export -- FOLDER“.',
  'export.filesTooLarge':
    'Prevelike za poruku: {{names}}. Ko održava bota, sve dobija pomoću „npm run export -- FOLDER“.',
  'export.filesTooMany_one':
    'Sačuvane datoteke zauzele bi {{count}} poruku i ne šalju se. Ko vodi bota, dobija sve pomoću „npm run export -- FOLDER“.',
  'export.filesTooMany_few':
    'Sačuvane datoteke zauzele bi {{count}} poruke i ne šalju se. Ko vodi bota, dobija sve pomoću „npm run export -- FOLDER“.',
  'export.filesTooMany_other':
    'Sačuvane datoteke zauzele bi {{count}} poruka i ne šalju se. Ko vodi bota, dobija sve pomoću „npm run export -- FOLDER“.',
  'export.what': 'izvoz',
} as const;
