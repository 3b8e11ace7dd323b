export default {
  'bundle.isFrozen':
    '{{number}} je zaključan: ono što je zaključano više se ne menja. Ono što stigne kasnije ide u dopunu.',
  'bundle.empty': '{{number}} je prazan: nijedan doprinos se ne računa.',
  'bundle.none': '{{number}} još nema paket.',
} as const;
