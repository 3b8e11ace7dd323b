export default {
  'document.page': 'Strana {{page}} od {{pages}}',
} as const;
