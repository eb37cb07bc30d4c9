import { isObject, isString, type Json } from '../judge/json.ts';
import { judgeView } from '../judge/view.ts';
import { personOf } from '../world/people.ts';
import { checkTrigger } from '../world/triggers.ts';
import { externalIdTaken, publishHome, pushView, replaceView, viewJson } from '../world/views.ts';
import type { StoredView, World } from '../world/world.ts';
import { done, type Method, refused, refusedBy } from './answer.ts';

/** open and push differ in one thing: push needs a modal that is open. */
function show(world: World, args: Json, needsOpen: boolean): Json {
  const trigger = checkTrigger(world, args.trigger_id);
  if (isString(trigger)) return refused(trigger);
  const problems = judgeView(args.view);
  if (problems.length > 0) return refusedBy(problems);
  if (!isObject(args.view) || args.view.type !== 'modal') return wrongType('modal');
  if (externalIdTaken(world, args.view.external_id)) return refused('duplicate_external_id');
  if (needsOpen && (world.stacks.get(trigger.personId)?.length ?? 0) === 0) return refused('not_found');
  const view = pushView(world, { personId: trigger.personId, payload: args.view, channel: trigger.channel });
  if (!view) return refused('push_limit_reached');
  trigger.used = true;
  return answer(world, view);
}

function wrongType(type: string): Json {
  return refusedBy([{ code: 'invalid_arguments', message: `must be of type ${type}`, path: '/view/type' }]);
}

function answer(world: World, view: StoredView): Json {
  return done({ view: viewJson(world, view, false) });
}

/** https://docs.slack.dev/reference/methods/views.open */
export const open: Method = (world, args) => show(world, args, false);

/** https://docs.slack.dev/reference/methods/views.push */
export const push: Method = (world, args) => show(world, args, true);

/** https://docs.slack.dev/reference/methods/views.update */
export const update: Method = (world, args) => {
  const views = [...world.views.values()];
  const byId = isString(args.view_id) && args.view_id !== '';
  if (!byId && !isString(args.external_id)) return refused('invalid_arguments');
  const old = views.find((view) => (byId ? view.id === args.view_id : view.payload.external_id === args.external_id));
  const problems = judgeView(args.view);
  if (problems.length > 0) return refusedBy(problems);
  if (!old || !isObject(args.view)) return refused('not_found');
  if (args.view.type !== old.type) return wrongType(old.type);
  if (isString(args.hash) && args.hash !== '' && args.hash !== old.hash) return refused('hash_conflict');
  if (externalIdTaken(world, args.view.external_id, old.id)) return refused('duplicate_external_id');
  return answer(world, replaceView(world, old, args.view));
};

/** https://docs.slack.dev/reference/methods/views.publish */
export const publish: Method = (world, args) => {
  const person = isString(args.user_id) ? personOf(world, args.user_id) : undefined;
  if (!person) return refused('user_not_found');
  const problems = judgeView(args.view);
  if (problems.length > 0) return refusedBy(problems);
  if (!isObject(args.view) || args.view.type !== 'home') return wrongType('home');
  const old = world.views.get(world.homes.get(person.id) ?? '');
  if (isString(args.hash) && args.hash !== '' && old && args.hash !== old.hash) return refused('hash_conflict');
  return answer(world, publishHome(world, person.id, args.view));
};
