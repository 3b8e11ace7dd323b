export default {
  'document.page': 'Faqja {{page}} nga {{pages}}',
} as const;
