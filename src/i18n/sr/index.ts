import announcements from './announcements.ts';
import articles from './articles.ts';
import bundleSheets from './bundleSheets.ts';
import bundles from './bundles.ts';
import chat from './chat.ts';
import contributions from './contributions.ts';
import day from './day.ts';
import delivery from './delivery.ts';
import demonstration from './demonstration.ts';
import discord from './discord.ts';
import dispatches from './dispatches.ts';
import documents from './documents.ts';
import drafts from './drafts.ts';
import entered from './entered.ts';
import escalation from './escalation.ts';
import exports from './exports.ts';
import forms from './forms.ts';
import holidays from './holidays.ts';
import house from './house.ts';
import imports from './imports.ts';
import institutions from './institutions.ts';
import letters from './letters.ts';
import membership from './membership.ts';
import merges from './merges.ts';
import numbers from './numbers.ts';
import outcomes from './outcomes.ts';
import plan from './plan.ts';
import preferences from './preferences.ts';
import programme from './programme.ts';
import proposals from './proposals.ts';
import sandbox from './sandbox.ts';
import slack from './slack.ts';
import stages from './stages.ts';

export const sr = {
  ...exports,
  ...numbers,
  ...programme,
  ...announcements,
  ...outcomes,
  ...stages,
  ...letters,
  ...dispatches,
  ...entered,
  ...merges,
  ...bundles,
  ...bundleSheets,
  ...documents,
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
