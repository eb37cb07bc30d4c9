import type { DecisionSubject } from '../../../database/decisions/decisions.ts';
import { findEpicByKey } from '../../../database/epics/epics.ts';
import { findIdeaByKey } from '../../../database/ideas/ideas.ts';
import { findItemByKey } from '../../../database/items/items.ts';
import { findTheme } from '../../../database/strategy/themes.ts';
import { formatKey, parseKey } from '../../../model/text/key.ts';
import type { Read, Write } from '../../kit/access.ts';

/** A thing that a decision may be about. */
export interface Thing {
  readonly subject: DecisionSubject;
  readonly key: string;
  readonly title: string;
}

/** The item, epic, parked idea or theme of a key; null when there is none in this organization. */
export async function findThing(context: Read | Write, typed: string): Promise<Thing | null> {
  const key = parseKey(typed);
  if (!key || key.prefix === 'D') return null;
  const name = formatKey(key);
  switch (key.prefix) {
    case 'E': {
      const epic = await findEpicByKey(context.db, name);
      return epic && { subject: { type: 'epic', id: epic.id }, key: epic.key, title: epic.title };
    }
    case 'I': {
      const idea = await findIdeaByKey(context.db, name);
      return idea && { subject: { type: 'idea', id: idea.id }, key: idea.key, title: idea.title };
    }
    case 'T': {
      const theme = await findTheme(context.db, { key: name });
      return theme && { subject: { type: 'theme', id: theme.id }, key: theme.key, title: theme.name };
    }
    default: {
      const item = await findItemByKey(context.db, name);
      return item && { subject: { type: 'item', id: item.id }, key: item.key, title: item.title };
    }
  }
}
