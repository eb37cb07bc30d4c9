import type { Act, Person } from '../../wire/protocol.ts';
import { personOf, sees } from '../world/people.ts';
import { markRead } from '../world/reads.ts';
import { changed, clear, type World } from '../world/world.ts';
import { click } from './click.ts';
import { close } from './close.ts';
import { runCommand } from './command.ts';
import { openHome } from './home.ts';
import { options } from './options.ts';
import { type Outcome, stopped } from './outcome.ts';
import { say } from './say.ts';
import { shortcut } from './shortcut.ts';
import { submit } from './submit.ts';

/** Does what a person asked for, as that person. `onReset` is the bot's own forgetting. */
export async function perform(world: World, act: Act, onReset: () => Promise<void>): Promise<Outcome> {
  world.inFlight += 1;
  try {
    return await run(world, act, onReset);
  } finally {
    world.inFlight -= 1;
    changed(world);
  }
}

async function run(world: World, act: Act, onReset: () => Promise<void>): Promise<Outcome> {
  if (act.type === 'dismissAlert') {
    const at = world.alerts.findIndex((alert) => alert.id === act.id);
    if (at >= 0) world.alerts.splice(at, 1);
    return { ok: true };
  }
  if (act.type === 'reset') {
    clear(world);
    await onReset();
    return { ok: true };
  }
  const person = personOf(world, act.as);
  return person ? runAs(world, person, act) : stopped('There is no such person.');
}

type PersonalAct = Exclude<Act, { type: 'dismissAlert' | 'reset' }>;

async function runAs(world: World, person: Person, act: PersonalAct): Promise<Outcome> {
  switch (act.type) {
    case 'command':
    case 'say':
    case 'read': {
      const channel = world.channels.get(act.channel);
      if (!channel || !sees(channel, person.id)) return stopped('There is no such channel.');
      if (act.type === 'say') return say(world, person, channel, act.text, act.threadTs);
      if (act.type === 'command') return runCommand(world, person, channel, act.text);
      markRead(world, person.id, channel.id);
      return { ok: true };
    }
    case 'click':
      return click(world, person, act);
    case 'submit':
      return submit(world, person, act.viewId, act.state);
    case 'close':
      return close(world, person, act.viewId);
    case 'options':
      return options(world, person, act);
    case 'shortcut':
      return shortcut(world, person, act);
    case 'openHome':
      return openHome(world, person);
    default:
      return act satisfies never;
  }
}
