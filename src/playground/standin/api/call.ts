import type { IncomingHttpHeaders } from 'node:http';
import type { Json } from '../judge/json.ts';
import { judgeMessage } from '../judge/message.ts';
import { judgeView } from '../judge/view.ts';
import { readArguments } from '../world/arguments.ts';
import { recordRefusal } from '../world/record.ts';
import type { World } from '../world/world.ts';
import { done, isRefused, refused } from './answer.ts';
import { METHODS, NEEDED_SCOPES } from './methods.ts';

/** One Web API call, checked in Slack's order: body, token, method, scope, arguments. */
export function callMethod(world: World, method: string, body: string, headers: IncomingHttpHeaders): { args: Json; answer: Json } {
  const args = readArguments(body, headers['content-type'] ?? '');
  if (!args) return { args: {}, answer: refused('invalid_json') };
  const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? args.token;
  if (method === 'api.test') return { args, answer: done({ args: {} }) };
  if (token === undefined || token === '') return { args, answer: refused('not_authed') };
  if (token !== world.settings.botToken) return { args, answer: refused('invalid_auth') };
  const run = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
  if (!run) return { args, answer: refused('unknown_method') };
  const needed = Object.hasOwn(NEEDED_SCOPES, method) ? NEEDED_SCOPES[method] : undefined;
  const { scopes } = world.settings;
  const granted = needed === undefined || scopes === undefined || scopes.includes(needed);
  const answer = granted ? run(world, args) : { ...refused('missing_scope'), needed, provided: scopes.join(',') };
  if (isRefused(answer)) noteRefusal(world, method, args, answer);
  return { args, answer };
}

/** Every refused call is kept, with the judge's reasons when there are any. */
function noteRefusal(world: World, method: string, args: Json, answer: Json): void {
  const judged = method.startsWith('chat.') ? judgeMessage(args) : method.startsWith('views.') ? judgeView(args.view) : [];
  const code = String(answer.error);
  const byJudge = judged.some((problem) => problem.code === code);
  recordRefusal(world, method, byJudge ? judged : [{ code, message: code, path: '' }], args);
}
