import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import { logFields } from './log-fields.ts';

/**
 * The process's log: one JSON line per entry on standard output. Of no level does it hold a secret, or a text or name that somebody
 * typed: fields are written by a list of names and shapes, and of errors only what they are called and where they were thrown.
 */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { log: logFields } };
  return destination ? pino(options, destination) : pino(options);
}

export type { Logger };
