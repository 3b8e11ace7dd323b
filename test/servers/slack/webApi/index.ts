import type { Core } from '../core.ts';
import { type Answer, type Json, refuse } from '../types.ts';
import { chat } from './chat.ts';
import { conversations } from './conversations.ts';
import { files } from './files.ts';
import { connectionsOpen, identity } from './identity.ts';
import type { Method } from './method.ts';
import { reactions } from './reactions.ts';
import { views } from './views.ts';

const METHODS: Record<string, Method> = {
  ...chat,
  ...conversations,
  ...files,
  ...identity,
  ...reactions,
  ...views,
  'apps.connections.open': connectionsOpen,
};

/** Arguments that are JSON inside a form. */
const STRUCTURED = ['blocks', 'attachments', 'metadata', 'view', 'files'];

/** What each unparsable JSON argument is answered with. */
const MALFORMED: Record<string, string> = {
  blocks: 'invalid_blocks_format',
  attachments: 'invalid_attachments',
  metadata: 'invalid_metadata_format',
};

/** Parses the structured arguments of a form; the error when one is not JSON. */
export function parseArguments(form: Json): { args: Json; error?: string } {
  const args: Json = { ...form };
  let error: string | undefined;
  for (const name of STRUCTURED) {
    const value = args[name];
    if (typeof value !== 'string') continue;
    try {
      args[name] = JSON.parse(value);
    } catch {
      error ??= MALFORMED[name] ?? 'invalid_arguments';
    }
  }
  return { args, error };
}

/** Runs one Web API method with all that Slack checks before it: token, scope, arguments. */
export function callMethod(
  core: Core,
  name: string,
  token: string | undefined,
  form: Json,
): Answer {
  const { world, settings } = core;
  const method = METHODS[name];
  if (method === undefined) return refuse('unknown_method');
  if (token === undefined || token === '') return refuse('not_authed');
  if (token !== world.botToken && token !== world.appToken) return refuse('invalid_auth');
  const wanted = method === connectionsOpen ? world.appToken : world.botToken;
  if (token !== wanted) return refuse('not_allowed_token_type');
  if (method.scope !== undefined && settings.scopes?.has(method.scope) === false) {
    const provided = [...settings.scopes].join(',');
    return { ...refuse('missing_scope'), needed: method.scope, provided };
  }
  const missing = (method.required ?? []).filter((field) => (form[field] ?? '') === '');
  if (missing.length > 0) {
    const messages = missing.map((field) => `missing required field: ${field}`);
    return refuse('invalid_arguments', messages);
  }
  const { args, error } = parseArguments(form);
  return error === undefined ? method.run(core, args) : refuse(error);
}
