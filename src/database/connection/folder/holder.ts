import { connect } from 'node:net';
import { join } from 'node:path';
import { isBeating } from './heartbeat.ts';
import { kernelId } from './kernel.ts';
import { SIGN, shortPath } from './sign.ts';

/** A process whose loop is kept busy misses beats; where only beats can tell, it is given this long. */
const PATIENCE_MS = 10_000;
/** The kernel said that nobody listens. Two beats more, in case that the same folder was mounted twice as if it were two. */
const SECOND_LOOK_MS = 2_500;
const ANSWER_MS = 500;

/**
 * Who put up this sign, if that process still lives. Under one kernel that is asked of the kernel, which knows at once and does not
 * count in process numbers: those say nothing across containers, and are given to others later. Under another kernel (a folder that
 * two machines share, or a start of the machine ago), and where there is no socket, the sign's beat tells.
 *
 * @param patienceMs how long a beat is waited for where only beats can tell
 * @returns in words, or null when it is gone
 */
export async function holderOf(folder: string, name: string, patienceMs = PATIENCE_MS): Promise<string | null> {
  const [, kind, kernel] = SIGN.exec(name) ?? [];
  const path = join(folder, name);
  const beating = async (forMs: number) => ((await isBeating(path, forMs)) ? 'another process' : null);
  if (kind !== 'socket' || kernel !== kernelId()) return beating(patienceMs);
  const short = await shortPath(folder, name);
  if (short === null) return beating(patienceMs);
  const answer = await ask(short.path);
  await short.close();
  if (answer === 'refused') return beating(SECOND_LOOK_MS);
  return answer === 'unknown' ? beating(patienceMs) : answer;
}

/** What the listener calls itself; `refused` when there is none; `unknown` when that cannot be told. */
function ask(path: string): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    let reached = false;
    const socket = connect(path, () => {
      reached = true;
    });
    const end = (answer: string) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const name = () => (/^process \d+ of [\w.-]+$/.test(said) ? said : 'another process');
    // It listens, and is too busy to say who it is.
    const timer = setTimeout(() => end(reached ? name() : 'unknown'), ANSWER_MS);
    socket.on('data', (part: Buffer) => {
      if (said.length < 300) said += part.toString();
    });
    socket.on('end', () => end(name()));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // A full queue of people who ask is one more sign of life.
      if (reached || error.code === 'EAGAIN') end(name());
      else end(error.code === 'ECONNREFUSED' || error.code === 'ENOENT' ? 'refused' : 'unknown');
    });
  });
}
