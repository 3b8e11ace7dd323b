import articles from './articles.ts';
import chat from './chat.ts';
import contributions from './contributions.ts';
import day from './day.ts';
import delivery from './delivery.ts';
import demonstration from './demonstration.ts';
import discord from './discord.ts';
import drafts from './drafts.ts';
import escalation from './escalation.ts';
import forms from './forms.ts';
import holidays from './holidays.ts';
import house from './house.ts';
import imports from './imports.ts';
import institutions from './institutions.ts';
import membership from './membership.ts';
import plan from './plan.ts';
import preferences from './preferences.ts';
import proposals from './proposals.ts';
import sandbox from './sandbox.ts';
import slack from './slack.ts';

export const en = {
  ...delivery,
  ...day,
  ...demonstration,
  ...plan,
  ...escalation,
  ...imports,
  ...institutions,
  ...chat,
  ...slack,
  ...discord,
  ...sandbox,
  ...holidays,
  ...house,
  ...contributions,
  ...proposals,
  ...preferences,
  ...drafts,
  ...membership,
  ...forms,
  ...articles,
} as const;
