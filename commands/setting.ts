import type { Act } from '../src/chat/act.ts';
import { message, privately, say } from '../src/chat/answers.ts';
import { refusal } from '../src/chat/refusal.ts';
import { audit } from '../src/storage/audit.ts';
import {
  isSettingName,
  readSettingValue,
  SETTING_NAMES,
  type SettingName,
  type Settings,
} from '../src/storage/settings.ts';

export const setting: Act = {
  id: 'setting',
  names: { sq: 'cilësimi', sr: 'podešavanje', en: 'setting' },
  describe: 'house.describe.setting',
  who: 'admin',
  answers: 'private',
  options: [
    {
      name: 'name',
      names: { sq: 'emri', sr: 'naziv', en: 'name' },
      describe: 'house.option.settingName',
      required: false,
      completes: true,
    },
    {
      name: 'value',
      names: { sq: 'vlera', sr: 'vrednost', en: 'value' },
      describe: 'house.option.settingValue',
      required: false,
    },
  ],
  complete: async ({ t }, option, typed) =>
    option === 'name'
      ? SETTING_NAMES.filter((name) => name.toLowerCase().includes(typed.toLowerCase())).map(
          (name) => ({ value: name, label: `${name}: ${t(`setting.${name}`)}`.slice(0, 100) }),
        )
      : [],
  async run(context, values) {
    const { t, language, world } = context;
    const show = (name: SettingName) => JSON.stringify(world.settings[name]);
    const name = values.name?.trim() ?? '';
    if (name === '') {
      return privately(
        message(language, t('house.settings'), [
          { kind: 'heading', text: t('house.settings') },
          {
            kind: 'list',
            items: SETTING_NAMES.map((known) => [
              { code: known },
              ` = ${show(known)} – ${t(`setting.${known}`)}`,
            ]),
          },
        ]),
      );
    }
    if (!isSettingName(name)) return refusal('house.settingUnknown', { name: name.slice(0, 60) });
    const text = values.value?.trim() ?? '';
    if (text === '') return say(language, 'house.settingIs', { name, value: show(name) });
    const value = readSettingValue(name, text);
    if (value === undefined) return refusal('house.settingBad', { name });
    // The sending hours end after they begin; otherwise no reminder could ever be sent.
    const next: Settings = { ...world.settings, [name]: value };
    if (next.sendFrom >= next.sendTo) return refusal('house.settingBad', { name });
    await context.transaction(async (work) => {
      await work.tx.setting.upsert({
        where: { key: name },
        create: { key: name, value },
        update: { value },
      });
      await audit(work, 'setting', name);
    });
    return say(language, 'house.settingIs', { name, value: JSON.stringify(value) });
  },
};
