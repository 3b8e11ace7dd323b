import { isDeepStrictEqual } from 'node:util';
import { isRecord, type Json } from '../types.ts';
import { LIMITS } from './limits.ts';
import { checkArray, checkObject, checkString, checkWord, type Problems } from './shape.ts';

/** Checks a text object. Slack first names the object whose schema failed, then the place. */
export function checkText(
  value: unknown,
  pointer: string,
  rule: { max: number; plain?: boolean },
  problems: Problems,
): void {
  const before = problems.messages.length;
  if (!isRecord(value)) {
    problems.add('must provide an object', pointer);
    return;
  }
  const types = rule.plain === true ? ['plain_text'] : ['plain_text', 'mrkdwn'];
  if (typeof value.type !== 'string' || !types.includes(value.type)) {
    problems.add('must be a valid enum value', `${pointer}/type`);
  }
  const extra = value.type === 'mrkdwn' ? 'verbatim' : 'emoji';
  if (checkObject(value, pointer, ['type', 'text'], [extra], problems)) {
    checkString(value.text, `${pointer}/text`, { max: rule.max }, problems);
  }
  if (problems.messages.length > before) {
    problems.messages.splice(
      before,
      0,
      `failed to match all allowed schemas [json-pointer:${pointer}]`,
    );
  }
}

/** Checks a confirmation dialog. */
export function checkConfirm(value: unknown, pointer: string, problems: Problems): void {
  const fields = ['title', 'confirm', 'deny', 'style'];
  if (!checkObject(value, pointer, ['text'], fields, problems)) return;
  checkText(value.text, `${pointer}/text`, { max: LIMITS.confirmText }, problems);
  const plain = (field: string, max: number) => {
    if (value[field] !== undefined) {
      checkText(value[field], `${pointer}/${field}`, { max, plain: true }, problems);
    }
  };
  plain('title', LIMITS.confirmTitle);
  plain('confirm', LIMITS.confirmButton);
  plain('deny', LIMITS.confirmButton);
  checkWord(value.style, `${pointer}/style`, ['primary', 'danger'], problems);
}

/** How many options an element takes and whether their texts may be mrkdwn. */
export interface OptionRule {
  max: number;
  mrkdwn: boolean;
  url: boolean;
}

function checkOption(value: unknown, pointer: string, rule: OptionRule, problems: Problems): void {
  const optional = rule.url ? ['value', 'description', 'url'] : ['value', 'description'];
  if (!checkObject(value, pointer, ['text'], optional, problems)) return;
  const text = { max: LIMITS.optionText, plain: !rule.mrkdwn };
  checkText(value.text, `${pointer}/text`, text, problems);
  if (value.value === undefined) problems.add('missing required field: value', pointer);
  else checkString(value.value, `${pointer}/value`, { max: LIMITS.optionValue }, problems);
  if (value.description !== undefined) {
    checkText(value.description, `${pointer}/description`, text, problems);
  }
}

/** Checks an `options` array. */
export function checkOptions(
  value: unknown,
  pointer: string,
  rule: OptionRule,
  problems: Problems,
): void {
  if (!checkArray(value, pointer, { max: rule.max }, problems)) return;
  value.forEach((option, index) => {
    checkOption(option, `${pointer}/${index}`, rule, problems);
  });
}

/** Checks that a static select has either options or option groups. */
export function checkOptionSource(element: Json, pointer: string, problems: Problems): void {
  const rule = { max: LIMITS.options, mrkdwn: false, url: false };
  if (element.options === undefined && element.option_groups === undefined) {
    problems.add('must define either `options` or `option_groups`', pointer);
  } else if (element.options !== undefined && element.option_groups !== undefined) {
    problems.add('must define only one of `options` or `option_groups`', pointer);
  } else if (element.options !== undefined) {
    checkOptions(element.options, `${pointer}/options`, rule, problems);
  } else {
    const groups = element.option_groups;
    const place = `${pointer}/option_groups`;
    if (!checkArray(groups, place, { max: LIMITS.optionGroups }, problems)) return;
    groups.forEach((group, index) => {
      const at = `${place}/${index}`;
      if (!checkObject(group, at, ['label', 'options'], [], problems)) return;
      checkText(group.label, `${at}/label`, { max: LIMITS.optionText, plain: true }, problems);
      checkOptions(group.options, `${at}/options`, rule, problems);
    });
  }
}

/** Checks that what is preselected is one of the options, exactly as given there. */
export function checkPreselected(element: Json, pointer: string, problems: Problems): void {
  const groups = Array.isArray(element.option_groups) ? element.option_groups : [];
  const offered: unknown[] = [
    ...(Array.isArray(element.options) ? element.options : []),
    ...groups.flatMap((group) =>
      isRecord(group) && Array.isArray(group.options) ? group.options : [],
    ),
  ];
  const check = (option: unknown, place: string) => {
    if (!offered.some((candidate) => isDeepStrictEqual(candidate, option))) {
      problems.add('must match exactly one of the options', place);
    }
  };
  if (element.initial_option !== undefined) {
    check(element.initial_option, `${pointer}/initial_option`);
  }
  if (element.initial_options === undefined) return;
  const place = `${pointer}/initial_options`;
  if (!checkArray(element.initial_options, place, { max: LIMITS.options }, problems)) return;
  element.initial_options.forEach((option, index) => {
    check(option, `${place}/${index}`);
  });
}
