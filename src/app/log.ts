import { type Logger, pino } from 'pino';
import { logFields } from './log-fields.ts';

/**
 * The process's log: one JSON line per entry on standard output. Of no level does it hold a secret, or a text or name that somebody
 * typed: fields are written by a list of names and shapes, and of errors only what they are called and where they were thrown.
 */
export function createLog(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { log: logFields } });
}

export type { Logger };
