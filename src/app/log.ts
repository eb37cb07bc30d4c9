import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import { describeDatabaseError } from '../database/connection/describe-error.ts';

/** The process's log: one JSON line per entry on standard output. Secrets and texts of items never reach it. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describe, error: describe },
    redact: {
      paths: ['token', 'secret', '*.token', '*.secret', '*.returnTo', 'returnTo', '*.responseUrl', 'err.config', 'error.config'],
      censor: '(hidden)',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

function describe(error: unknown): unknown {
  return describeDatabaseError(error) ?? (error instanceof Error ? pino.stdSerializers.err(error) : error);
}

export type { Logger };
