import { describe, expect, it } from 'vitest';
import enImports from '../../src/i18n/en/imports.ts';
import enPlan from '../../src/i18n/en/plan.ts';
import sqImports from '../../src/i18n/sq/imports.ts';
import sqPlan from '../../src/i18n/sq/plan.ts';
import srImports from '../../src/i18n/sr/imports.ts';
import srPlan from '../../src/i18n/sr/plan.ts';

const sentences: Record<string, Record<string, string>> = {
  en: { ...enPlan, ...enImports },
  sq: { ...sqPlan, ...sqImports },
  sr: { ...srPlan, ...srImports },
};

/** The parameters of each sentence, and the forms of its plural. */
function shape(texts: Record<string, string>) {
  const shapes = new Map<string, { forms: string[]; parameters: Set<string> }>();
  for (const [key, text] of Object.entries(texts)) {
    const [, name = key, form] = /^(.+?)(?:_(one|few|other))?$/.exec(key) ?? [];
    const known = shapes.get(name) ?? { forms: [], parameters: new Set() };
    if (form) known.forms.push(form);
    for (const [, parameter = ''] of text.matchAll(/{{(\w+)}}/g)) known.parameters.add(parameter);
    shapes.set(name, known);
  }
  return shapes;
}

describe('the sentences of plans and imports', () => {
  it.each(['sq', 'sr'])('say the same in %s as in English', (language) => {
    const english = shape(sentences.en as Record<string, string>);
    const other = shape(sentences[language] as Record<string, string>);
    expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [name, { forms, parameters }] of english) {
      expect(other.get(name)?.parameters, name).toEqual(parameters);
      const plural = language === 'sr' ? ['few', 'one', 'other'] : ['one', 'other'];
      expect(other.get(name)?.forms.sort(), name).toEqual(forms.length > 0 ? plural : []);
    }
  });
});
