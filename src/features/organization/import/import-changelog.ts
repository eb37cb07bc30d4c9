import type { Database } from '../../../database/connection/database.ts';
import { modelTransaction } from '../../../database/connection/model-transaction.ts';
import { isBusy, isWorthRepeating } from '../../../database/connection/sql-error.ts';
import type { TenantTransaction } from '../../../database/connection/tenant.ts';
import { writeHistories } from '../../../database/items/history.ts';
import { bottomRank } from '../../../database/items/ranks.ts';
import { refreshServiceLevel } from '../../../database/items/service-level.ts';
import { lockStreams } from '../../../database/items/stream-locks.ts';
import type { Stage } from '../../../model/item/item.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { parseStreamKey } from '../../../model/text/key.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Changelog } from './changelog.ts';
import { extendItems } from './extend-items.ts';
import type { Mapping } from './mapping.ts';
import { type Plan, planImport } from './plan.ts';
import {
  addStages,
  addStream,
  countStates,
  findStream,
  lockCounter,
  type OrganizationRow,
  type StateCounts,
  type StreamRow,
  setCounter,
  stagesOf,
  storedItems,
  streamsOf,
  takenKeys,
  takeOrganization,
} from './store.ts';

/** Where an import goes. */
export interface Destination {
  readonly organization?: string;
  /** IANA zone of a new organization. */
  readonly zone: string;
  readonly stream?: string;
}

/** What an import did. */
export interface Imported {
  readonly organization: OrganizationRow & { readonly created: boolean };
  readonly stream: StreamRow & { readonly created: boolean; readonly newStages: readonly string[] };
  readonly plan: Plan;
  readonly counts: StateCounts;
}

// A large export takes longer than the bot's own transactions may. Pulls from the stream wait, or are told to try again.
const PATIENCE = { maxWait: 10_000, timeout: 10 * 60_000 };
const ATTEMPTS = 3;

const DEFAULT_STAGES: readonly Omit<Stage, 'id'>[] = [
  { name: 'in progress', kind: 'active' },
  { name: 'in review', kind: 'waiting' },
];

/**
 * Writes an export into the database in one transaction: all of it or nothing, so that a run that was cut off is simply
 * run again. Items that are here already get what is new; those that somebody changed in Millrace are left alone.
 *
 * @throws Refusal when the organization or stream is not clear, or when somebody else holds the stream
 */
export async function importChangelog(
  database: Database,
  changelog: Changelog,
  mapping: Mapping,
  destination: Destination,
  now: Date,
): Promise<Imported> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      // Not database.transaction: its time limit is made for requests.
      return await modelTransaction(
        database.client,
        async (_, sql) => {
          const organization = await takeOrganization(sql, destination.organization, destination.zone);
          const tenant = { organizationId: organization.id, sql, writing: true } as const;
          return { organization, ...(await write(tenant, organization.zone, changelog, mapping, destination, now)) };
        },
        PATIENCE,
      );
    } catch (error) {
      if (isWorthRepeating(error) && attempt < ATTEMPTS) continue;
      if (isBusy(error) || isWorthRepeating(error))
        throw new Refusal('busy', say`Somebody is changing this {stream} right now, and nothing was imported.`, 'Run it again.');
      throw error;
    }
  }
}

async function write(tenant: TenantTransaction, zone: string, changelog: Changelog, mapping: Mapping, destination: Destination, now: Date) {
  const keys = changelog.issues.map((issue) => issue.key);
  const stream = await takeStream(tenant, changelog, keys, destination.stream, now);
  // From here on nobody pulls from the stream: what is read now still holds when it is written.
  const lock = await lockStreams(tenant, [stream.id]);
  const newStages = await completeStages(tenant, stream, mapping);
  const stages = await stagesOf(tenant, stream.id);
  const ground = {
    stream,
    stages,
    stored: await storedItems(tenant, keys),
    lastNumber: await lockCounter(tenant, stream.key),
    takenKeys: await takenKeys(tenant, keys),
    lastRank: await bottomRank(tenant, stream.id),
  };
  const plan = planImport(changelog, mapping, ground, now);
  await writeHistories(tenant, stages, plan.added);
  await extendItems(lock, stages, plan.longer);
  await setCounter(tenant, stream.key, plan.lastNumber);
  if (plan.added.length + plan.longer.length > 0) await refreshServiceLevel(tenant, stream.id, zone, now);
  return { stream: { ...stream, newStages }, plan, counts: await countStates(tenant, keys) };
}

/** The stream named; else the one an earlier import brought these issues into; else the project's. */
async function takeStream(tenant: TenantTransaction, changelog: Changelog, keys: readonly string[], named: string | undefined, now: Date) {
  const earlier = named === undefined ? await streamsOf(tenant, keys) : [];
  if (earlier.length === 1 && earlier[0]) return { ...earlier[0], created: false };
  const key = named ?? projectKey(changelog);
  const stream = await findStream(tenant, key);
  return stream ? { ...stream, created: false } : { ...(await addStream(tenant, key, now)), created: true };
}

function projectKey(changelog: Changelog): string {
  const projects = [...new Set(changelog.issues.map((issue) => issue.project))];
  const [project] = projects;
  if (project === undefined || projects.length > 1) {
    throw new Refusal(
      'invalid_input',
      `The file holds issues of ${projects.length} projects: ${projects.slice(0, 10).join(', ')}.`,
      say`Take one with --project KEY, or put all into one {stream} with --stream KEY.`,
    );
  }
  const key = parseStreamKey(project);
  if (key === null)
    throw new Refusal(
      'invalid_input',
      say`The project's key ${project} can't be {a stream}'s: those have 2 to 6 letters.`,
      say`Give the {stream} one with --stream KEY.`,
    );
  return key;
}

/** Adds the stages the mapping names and the stream lacks. */
async function completeStages(
  tenant: TenantTransaction,
  stream: StreamRow & { readonly created: boolean },
  mapping: Mapping,
): Promise<string[]> {
  const known = new Set((await stagesOf(tenant, stream.id)).map((stage) => stage.name.toLowerCase()));
  const missing: Omit<Stage, 'id'>[] = [];
  for (const target of mapping.statuses.values()) {
    if (typeof target === 'string' || known.has(target.stage.toLowerCase())) continue;
    known.add(target.stage.toLowerCase());
    missing.push({ name: target.stage, kind: target.kind });
  }
  if (known.size === 0) missing.push(...DEFAULT_STAGES);
  if (missing.length > 0) await addStages(tenant, stream.id, missing);
  return missing.map((stage) => stage.name);
}
