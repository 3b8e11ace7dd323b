export default {
  'bundle.isFrozen':
    '{{number}} është i ngrirë: ajo që ngrihet nuk ndryshon më. Ç’vjen më vonë hyn në një shtojcë.',
  'bundle.empty': '{{number}} është bosh: nuk ka asnjë kontribut që llogaritet.',
  'bundle.none': '{{number}} nuk ka ende pako.',
} as const;
