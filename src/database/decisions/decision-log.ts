import { fragment } from '../connection/fragment.ts';
import type { Tenant } from '../connection/tenant.ts';
import { DECIDER } from '../events/event-parts.ts';
import type { DecisionAct, DecisionSubject } from './decisions.ts';

// Who made decision `d`, and what it is about.
const DECIDER_AND_SUBJECT = fragment`
  ${DECIDER}
  LEFT JOIN item i ON d.subject_type = 'item' AND i.organization_id = d.organization_id AND i.id = d.subject_id
  LEFT JOIN epic e ON d.subject_type = 'epic' AND e.organization_id = d.organization_id AND e.id = d.subject_id
  LEFT JOIN parked_idea p ON d.subject_type = 'idea' AND p.organization_id = d.organization_id AND p.id = d.subject_id
  LEFT JOIN value_stream v ON d.subject_type = 'stream' AND v.organization_id = d.organization_id AND v.id = d.subject_id
  LEFT JOIN team t ON d.subject_type = 'team' AND t.organization_id = d.organization_id AND t.id = d.subject_id
  LEFT JOIN theme h ON d.subject_type = 'theme' AND h.organization_id = d.organization_id AND h.id = d.subject_id`;

/** A decision with the names that a card shows. Days are local dates, `YYYY-MM-DD`. */
export interface DecisionRow {
  readonly id: string;
  /** `D-12` */
  readonly key: string;
  readonly act: DecisionAct;
  readonly question: string;
  readonly choice: string;
  readonly reason: string | null;
  readonly subjectType: DecisionSubject['type'];
  readonly subjectId: string;
  /** Of an item, epic, idea or theme: its key. */
  readonly subjectKey: string | null;
  /** Its title, or the name of a stream or team. */
  readonly subjectName: string | null;
  readonly decidedBy: string | null;
  readonly at: Date;
  readonly effect: string | null;
  readonly reviewOn: string | null;
  readonly link: string | null;
  /** The newest later decision on the same question about the same thing, which holds instead; null: this one does. */
  readonly laterKey: string | null;
}

/** A search looks at this many of the newest decisions: more than years of them, and still read in a few milliseconds. */
const SEARCHED = 5_000;
/** A list is counted so far; beyond it nobody pages. */
const COUNTED = 1_000;
/** Questions share words less often than titles do. */
const NEAR = 0.5;

/** The decision of a key such as `D-12`, or null. */
export async function findDecisionByKey(tenant: Tenant, key: string): Promise<DecisionRow | null> {
  const [row] = await tenant.sql.$queryRaw<{ id: string }[]>`
    SELECT id FROM decision WHERE organization_id = ${tenant.organizationId}::uuid AND key = ${key}`;
  return row ? ((await readDecisions(tenant, [row.id]))[0] ?? null) : null;
}

/** The newest decisions about a thing. */
export async function decisionsAbout(tenant: Tenant, subject: DecisionSubject, limit: number): Promise<DecisionRow[]> {
  const rows = await tenant.sql.$queryRaw<{ id: string }[]>`
    SELECT id FROM decision
    WHERE organization_id = ${tenant.organizationId}::uuid AND subject_type = ${subject.type} AND subject_id = ${subject.id}::uuid
    ORDER BY at DESC, id DESC LIMIT ${limit}`;
  return readDecisions(
    tenant,
    rows.map((row) => row.id),
  );
}

/**
 * The newest later decision that asked the same again, of the same thing: what holds now. null: this one does.
 * Nothing of the log is edited, so what superseded what is read from it.
 */
export async function laterDecision(tenant: Tenant, decision: DecisionRow): Promise<DecisionRow | null> {
  const [row] = await tenant.sql.$queryRaw<{ id: string }[]>`
    SELECT id FROM decision WHERE organization_id = ${tenant.organizationId}::uuid AND subject_type = ${decision.subjectType}
      AND subject_id = ${decision.subjectId}::uuid AND lower(question) = lower(${decision.question})
        AND (at, id) > (${decision.at}, ${decision.id}::uuid)
    ORDER BY at DESC, id DESC LIMIT 1`;
  return row ? ((await readDecisions(tenant, [row.id]))[0] ?? null) : null;
}

/** What was asked the last time that such a decision about a thing was taken; null: it never was. */
export async function lastQuestion(tenant: Tenant, act: DecisionAct, subject: DecisionSubject): Promise<string | null> {
  const [row] = await tenant.sql.$queryRaw<{ question: string }[]>`
    SELECT question FROM decision WHERE organization_id = ${tenant.organizationId}::uuid AND subject_type = ${subject.type}
      AND subject_id = ${subject.id}::uuid AND act = ${act} ORDER BY at DESC, id DESC LIMIT 1`;
  return row?.question ?? null;
}

/** A part of the log, and how many there are in all (counted up to 1,000). */
export interface DecisionPart {
  readonly decisions: readonly DecisionRow[];
  readonly total: number;
}

/**
 * The log: newest first, or the decisions that hold all the words or whose question is like them, best first.
 *
 * @param words lower case, may be empty
 * @param after how many stand before the part
 */
export async function searchDecisions(tenant: Tenant, words: string, after: number, limit: number): Promise<DecisionPart> {
  const org = tenant.organizationId;
  const single = words.split(' ').filter((word) => word !== '');
  const rows =
    single.length === 0
      ? await tenant.sql.$queryRaw<{ id: string; total: number }[]>`
          SELECT id, (count(*) OVER ())::int AS total FROM (
            SELECT id, at FROM decision WHERE organization_id = ${org}::uuid ORDER BY at DESC, id DESC LIMIT ${COUNTED}) AS newest
          ORDER BY at DESC, id DESC OFFSET ${after} LIMIT ${limit}`
      : await tenant.sql.$queryRaw<{ id: string; total: number }[]>`
          SELECT id, (count(*) OVER ())::int AS total FROM (
            SELECT d.id, d.at, word_similarity(${words}, lower(d.question)) AS near,
              NOT EXISTS (SELECT 1 FROM unnest(${single}::text[]) AS word
                WHERE position(word IN lower(concat_ws(' ', d.key, d.question, d.choice,
                d.reason, d.effect, m.name, i.key, i.title, e.key, e.title, p.key, p.title, v.name, t.name, h.key, h.name))) = 0) AS holds
            FROM (SELECT * FROM decision WHERE organization_id = ${org}::uuid ORDER BY at DESC, id DESC LIMIT ${SEARCHED}) AS d
            ${DECIDER_AND_SUBJECT}) AS found
          WHERE holds OR near >= ${NEAR}::real
          ORDER BY holds DESC, at DESC, id DESC OFFSET ${after} LIMIT ${limit}`;
  const decisions = await readDecisions(
    tenant,
    rows.map((row) => row.id),
  );
  return { decisions, total: rows[0]?.total ?? 0 };
}

// In the order of the ids; unknown ones are left out.
async function readDecisions(tenant: Tenant, ids: readonly string[]): Promise<DecisionRow[]> {
  return tenant.sql.$queryRaw<DecisionRow[]>`
    SELECT d.id, d.key, d.act, d.question, d.choice, d.reason, d.subject_type AS "subjectType", d.subject_id AS "subjectId",
      coalesce(i.key, e.key, p.key, h.key) AS "subjectKey", coalesce(i.title, e.title, p.title, v.name, t.name, h.name) AS "subjectName",
      m.name AS "decidedBy", d.at, d.effect, to_char(d.review_on, 'YYYY-MM-DD') AS "reviewOn", d.link,
      (SELECT l.key FROM decision l WHERE l.organization_id = d.organization_id AND l.subject_type = d.subject_type
        AND l.subject_id = d.subject_id
        AND lower(l.question) = lower(d.question) AND (l.at, l.id) > (d.at, d.id) ORDER BY l.at DESC, l.id DESC LIMIT 1) AS "laterKey"
    FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS wanted(id, place)
    JOIN decision d ON d.organization_id = ${tenant.organizationId}::uuid AND d.id = wanted.id
    ${DECIDER_AND_SUBJECT}
    ORDER BY wanted.place`;
}
