import type { ItemKind } from '../../../model/item/item.ts';

const KINDS: Readonly<Record<string, ItemKind>> = {
  story: 'feature',
  'user story': 'feature',
  feature: 'feature',
  'new feature': 'feature',
  improvement: 'feature',
  // An epic of Jira comes as an item, so that nothing is lost; the summary says so.
  epic: 'feature',
  bug: 'defect',
  defect: 'defect',
  incident: 'defect',
  // Work that is neither a story nor a bug usually makes other work possible.
  task: 'enabler',
  'sub-task': 'enabler',
  subtask: 'enabler',
  spike: 'enabler',
  risk: 'risk',
  vulnerability: 'risk',
  'technical debt': 'debt',
  'tech debt': 'debt',
};

/** What an issue type becomes when no mapping file says so. Types not known here are features. */
export function defaultKind(type: string): ItemKind {
  return KINDS[type.toLowerCase()] ?? 'feature';
}
