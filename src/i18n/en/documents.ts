export default {
  'document.page': 'Page {{page}} of {{pages}}',
} as const;
