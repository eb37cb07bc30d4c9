import { containerOf } from './blocks-grouped.ts';
import { plainBlocks } from './blocks-plain.ts';
import { richBlocks } from './blocks-rich.ts';
import { list } from './checks.ts';
import { isObject, isString } from './json.ts';
import { type Check, type Judging, report } from './judging.ts';
import { CONTAINER_CHILDREN, LIMITS, SURFACES } from './limits.ts';

const known: Readonly<Record<string, Check>> = { ...plainBlocks, ...richBlocks, container: containerOf(child) };

/** The id must be new in the whole message or view; Slack answers `block_id` … already exists. */
function claimBlockId(value: unknown, path: string, judging: Judging): void {
  if (!isObject(value) || !isString(value.block_id)) return;
  if (judging.blockIds.has(value.block_id)) report(judging, `${path}/block_id`, `\`block_id\` "${value.block_id}" already exists`);
  judging.blockIds.add(value.block_id);
}

function judgeBlock(value: unknown, path: string, judging: Judging, allowed?: readonly string[]): void {
  if (!isObject(value)) {
    report(judging, path, 'must be a valid object');
    return;
  }
  const type = isString(value.type) ? value.type : '';
  const check = Object.hasOwn(known, type) ? known[type] : undefined;
  const here = SURFACES[type]?.includes(judging.surface) === true && (allowed === undefined || allowed.includes(type));
  if (!check || !here) {
    report(judging, `${path}/type`, `unsupported type: ${String(value.type)}`);
    return;
  }
  const outer = new Set(judging.actionIds);
  judging.actionIds.clear();
  check(value, path, judging);
  claimBlockId(value, path, judging);
  judging.actionIds.clear();
  for (const id of outer) judging.actionIds.add(id);
}

function child(value: unknown, path: string, judging: Judging): void {
  judgeBlock(value, path, judging, CONTAINER_CHILDREN);
}

/** The `blocks` of a message (50 at most) or of a view (100): https://docs.slack.dev/reference/block-kit/blocks */
export const blockList: Check = (value, path, judging) => {
  const max = judging.surface === 'message' ? LIMITS.message.blocks : LIMITS.view.blocks;
  list(judgeBlock, max, 0)(value, path, judging);
};
