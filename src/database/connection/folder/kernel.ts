import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Tells apart the kernels under which processes run, in eight hexadecimal digits: two containers of one machine share one, two machines
 * do not, nor does a machine before and after it was started anew.
 */
export function kernelId(): string {
  return createHash('sha256').update(bootId()).digest('hex').slice(0, 8);
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8');
  } catch {
    // Not Linux. A name that two machines share, or that changes, makes a start wait for heartbeats, no more.
    return hostname();
  }
}
