import { type Logger, pino } from 'pino';

/** The process's log: one JSON line per entry on standard output. Secrets and texts of items never reach it. */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['token', 'secret', '*.token', '*.secret', '*.returnTo', 'returnTo', '*.responseUrl', 'err.config', 'error.config'],
      censor: '(hidden)',
    },
  });
}

export type { Logger };
