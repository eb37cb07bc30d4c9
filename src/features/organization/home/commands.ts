import { type Command, command, type Feature } from '../../../chat/feature.ts';
import { read } from '../../../chat/handler.ts';
import { noWords } from '../../../chat/words.ts';
import type { Access, Read } from '../../kit/access.ts';
import { homeOf } from './home.ts';
import { lookups } from './lookups.ts';
import { whereAmI } from './where-am-i.ts';

/** `/flow` alone, a person's own page, and finding things while typing. */
export function home(all: () => readonly Command<Access>[]): Feature<Access> {
  const offers = (name: string) => all().some((one) => one.name === name);
  return {
    name: 'home',
    commands: [
      command({
        name: '',
        group: 'organization',
        summary: 'Where you are: what is next, what is in progress, what you can do.',
        usage: '/flow',
        right: 'read',
        beforeSetup: true,
        words: noWords,
        handle: () => read((context: Read) => whereAmI(context)),
      }),
    ],
    actions: [],
    forms: [],
    lookups,
    home: homeOf(offers),
  };
}
