import { statSync, utimesSync } from 'node:fs';
import { BEAT_MS } from './heartbeat.ts';

/** Sees to it that files of a held folder stay what they were. */
export interface Watch {
  /** One more file that has to stay. */
  readonly also: (path: string) => void;
  /**
   * Are all of them still there?
   *
   * @throws Error with the reason, from then on always
   */
  readonly check: () => void;
  readonly end: () => void;
}

/**
 * Touches the sign, and notices when it or another file is gone or another one: a folder that was deleted or moved goes on taking
 * writes into files that nobody can open any more.
 *
 * @param lost told once, with the reason
 */
export function watchFolder(folder: string, sign: string, lost: (reason: Error) => void): Watch {
  const kept = new Map<string, string>();
  let reason: Error | null = null;
  const also = (path: string) => void kept.set(path, inodeOf(path) ?? 'none');
  const look = () => {
    if (reason !== null || ![...kept].some(([path, inode]) => inodeOf(path) !== inode)) return;
    reason = new Error(
      `The data folder ${folder} was deleted, moved or taken over while it was in use, so nothing more is written or answered. Put it back, or restore a copy, and start again.`,
    );
    clearInterval(timer);
    lost(reason);
  };
  const beat = () => {
    look();
    if (reason !== null) return;
    const now = new Date();
    try {
      utimesSync(sign, now, now);
    } catch {
      // Gone between the two is told by the next look; a file system that keeps no times still has its sockets.
      look();
    }
  };
  const timer = setInterval(beat, BEAT_MS).unref();
  also(sign);
  return {
    also,
    check: () => {
      look();
      if (reason !== null) throw reason;
    },
    end: () => clearInterval(timer),
  };
}

function inodeOf(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return found ? `${found.dev} ${found.ino}` : null;
}
