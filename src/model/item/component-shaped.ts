import { isLegible } from '../text/text.ts';
import type { ItemKind } from './item.ts';

/** Parts of a system, as teams name them: what a customer never asks for. */
const PARTS = [
  'api',
  'apis',
  'backend',
  'class',
  'component',
  'controller',
  'database',
  'db',
  'dto',
  'endpoint',
  'endpoints',
  'frontend',
  'handler',
  'microservice',
  'middleware',
  'migration',
  'module',
  'repository',
  'schema',
  'service',
  'sql',
  'stylesheet',
  'table',
  'tables',
  'ui',
  'webhook',
];
const part = new RegExp(`(?:^|[^\\p{L}\\p{N}])(?:${PARTS.join('|')}|back-end|front-end|data ?base)(?=$|[^\\p{L}\\p{N}])`, 'iu');
// "[BE] …", "UI: …", "Backend - …": a layer before the title.
const layer =
  /^\s*(?:[[(](?:be|fe|ui|api|db|back-?end|front-?end|database)[\])]|(?:be|fe|ui|api|db|back-?end|front-?end|database)\s*(?::|[-–]\s))/iu;
const verb = /^(?:build|implement|create|write|add|set ?up|refactor|update|develop|make|introduce|extend|adapt|change|migrate|define)\b/iu;

/**
 * Row C11: does a feature read like a part of the system rather than something that somebody notices? A gentle guess from
 * its title: a layer stands before it, or it begins with a maker's verb and names a part. A purpose line answers the question,
 * so there is none; and other kinds than features are about parts by nature.
 */
export function isComponentShaped(item: { readonly kind: ItemKind; readonly title: string; readonly purpose: string | null }): boolean {
  if (item.kind !== 'feature' || isLegible(item.purpose ?? '')) return false;
  return layer.test(item.title) || (verb.test(item.title.trim()) && part.test(item.title));
}
