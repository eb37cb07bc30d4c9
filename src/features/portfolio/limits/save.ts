import { paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, update, type WriteReply } from '../../../chat/reply.ts';
import { writeDecision } from '../../../database/decisions/decisions.ts';
import { lockBets, type PortfolioPolicy, readBets } from '../../../database/epics/bets.ts';
import { logEvent } from '../../../database/events/events.ts';
import { lockStreams } from '../../../database/items/stream-locks.ts';
import type { InvestBy } from '../../../model/epic/gate.ts';
import { fundingGap } from '../../../model/flow/mix.ts';
import { parseStreamLines } from '../../../model/policy/stream-lines.ts';
import { capital } from '../../../model/text/capital.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { changedMeanwhile } from '../../kit/forms/changed-meanwhile.ts';
import { portfolioForm, sharesForm } from '../../kit/offers/limits.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { portfolioChanges } from './changes.ts';
import { flowBlocks } from './flow-view.ts';
import { writePortfolioPolicy } from './store.ts';

/** What a form showed when it was opened. */
interface Opened {
  readonly was: string;
}

/** The limits as one text, for comparing. */
function limitsShown({ betLimit, investBy, largestSize, shortShare }: PortfolioPolicy): string {
  return JSON.stringify([betLimit, investBy, largestSize, shortShare]);
}

/** One line per stream that has such a number. */
function linesOf({ streams }: PortfolioPolicy, part: 'fundingShare' | 'betLimit'): string {
  return streams.flatMap((one) => (one[part] === null ? [] : [`${one.key} ${one[part]}`])).join('\n');
}

/** What each stream gets, as one text. */
function sharesShown(policy: PortfolioPolicy): string {
  return JSON.stringify([linesOf(policy, 'fundingShare'), linesOf(policy, 'betLimit')]);
}

/** The form with the portfolio's limits (rows B5, B6, B8, B15). */
export async function openLimits(context: Read): Promise<FormReply> {
  await requireRight(context, 'governPortfolio', {});
  const { policy, running, limits } = await readBets(context.db, context.now);
  return showForm(
    portfolioForm,
    { was: limitsShown(policy) },
    {
      intro: [
        paragraph(
          policy.betLimit === null
            ? `${running.length} ${running.length === 1 ? say`{bet} runs` : say`{bets} run`}, so the limit is ${limits.portfolio} until you set one.`
            : say`${running.length} of ${policy.betLimit} {bets} run.`,
        ),
      ],
      values: {
        betLimit: String(limits.portfolio),
        investBy: policy.investBy,
        largestSize: policy.largestSize === null ? undefined : String(policy.largestSize),
        shortShare: policy.shortShare === null ? '' : String(policy.shortShare),
      },
    },
  );
}

/** The form with what each stream gets (row B7). */
export async function openShares(context: Read): Promise<FormReply> {
  await requireRight(context, 'governPortfolio', {});
  const { policy } = await readBets(context.db, context.now);
  return showForm(
    sharesForm,
    { was: sharesShown(policy) },
    {
      intro: [paragraph(say`{Streams}: ${policy.streams.map((one) => `${one.key} · ${one.name}`).join(', ')}.`)],
      values: { shares: linesOf(policy, 'fundingShare'), limits: linesOf(policy, 'betLimit') },
    },
  );
}

/** Saves the portfolio's limits. */
export async function saveLimits(context: Write, values: FormValues<typeof portfolioForm.fields>, opened: Opened): Promise<WriteReply> {
  const { reason, investBy, largestSize, shortShare, betLimit } = values;
  const before = await governed(context);
  if (limitsShown(before) !== opened.was) throw changedMeanwhile('the limits');
  const wanted = {
    betLimit,
    investBy: investBy as InvestBy,
    largestSize: largestSize === undefined ? null : Number(largestSize),
    shortShare: shortShare ?? null,
  };
  return save(context, before, { ...before, ...wanted }, reason);
}

/** Saves what each stream gets: shares that do not add up are told with the difference, and nothing is saved. */
export async function saveShares(context: Write, values: FormValues<typeof sharesForm.fields>, opened: Opened): Promise<WriteReply> {
  const before = await governed(context);
  if (sharesShown(before) !== opened.was) throw changedMeanwhile(say`what {streams} get`);
  const known = before.streams.map((one) => one.key);
  const shares = parseStreamLines(values.shares, known, { min: 0, max: 100 });
  const limits = parseStreamLines(values.limits, known, { min: 1, max: 1_000 });
  if (!shares.ok || !limits.ok)
    return errors({ ...(shares.ok ? {} : { shares: shares.wrong }), ...(limits.ok ? {} : { limits: limits.wrong }) });
  const gap = fundingGap(shares.lines.map((one) => one.number));
  if (shares.lines.length > 0 && gap !== 0)
    return errors({ shares: `Together they are ${100 + gap} %: ${Math.abs(gap)} too ${gap > 0 ? 'much' : 'little'}. Nothing was saved.` });
  const numberOf = (lines: readonly { readonly key: string; readonly number: number }[], key: string) =>
    lines.find((one) => one.key === key)?.number ?? null;
  const after = {
    ...before,
    streams: before.streams.map((one) => ({
      ...one,
      // A stream that a whole plan leaves out gets nothing of it.
      fundingShare: shares.lines.length === 0 ? null : (numberOf(shares.lines, one.key) ?? 0),
      betLimit: numberOf(limits.lines, one.key),
    })),
  };
  return save(context, before, after, values.reason);
}

async function governed(context: Write): Promise<PortfolioPolicy> {
  await requireRight(context, 'governPortfolio', {});
  return (await lockBets(context.db, context.now)).policy;
}

async function save(context: Write, before: PortfolioPolicy, wanted: PortfolioPolicy, reason: string): Promise<WriteReply> {
  const changes = portfolioChanges(before, wanted);
  if (changes.length === 0) return update([paragraph('Nothing was changed.'), ...(await flowBlocks(context))]);
  const after = { ...wanted, version: before.version + 1 };
  // Their rows change: locked in the order in which everybody locks them.
  await lockStreams(
    context.db,
    after.streams.map((one) => one.id),
  );
  await writePortfolioPolicy(context.db, after);
  const { id } = context.organization;
  await logEvent(context.db, { type: 'organization', id }, say`{portfolio} policy`, { before, after, reason }, changeOf(context));
  await writeDecision(
    context.db,
    {
      act: 'portfolio',
      subject: { type: 'organization', id },
      question: say`How does the {portfolio} work?`,
      choice: capital(changes.join('; ')),
      reason,
    },
    changeOf(context),
  );
  return update([paragraph(`Saved: ${changes.join('; ')}.`), ...(await flowBlocks(context))]);
}
