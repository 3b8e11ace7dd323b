import plan from './plan.ts';
import imports from './imports.ts';
import house from './house.ts';
import contributions from './contributions.ts';
import drafts from './drafts.ts';
import membership from './membership.ts';
import forms from './forms.ts';
import chat from './chat.ts';
import slack from './slack.ts';
import sandbox from './sandbox.ts';

export const sr = { ...plan, ...imports, ...chat, ...slack, ...sandbox, ...house, ...contributions, ...drafts, ...membership, ...forms } as const;
