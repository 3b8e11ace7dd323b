export default {
  'bundle.isFrozen':
    '{{number}} is frozen: what is frozen never changes. What comes later goes into an addendum.',
  'bundle.empty': '{{number}} is empty: no contribution counts for it.',
  'bundle.none': '{{number}} has no bundle yet.',
} as const;
