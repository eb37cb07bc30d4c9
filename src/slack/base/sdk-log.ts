import type { Logger } from '@slack/bolt';
import { LogLevel } from '@slack/bolt';
import { describeError } from './describe-error.ts';
import type { Log } from './options.ts';

// What follows these in a library's line is what it quotes: bodies, addresses, messages of errors.
const QUOTED = /[:(!"“`{[<\n].*$/su;

/**
 * Slack's libraries write through this. Their debug lines hold tokens, texts and addresses, so they go nowhere; of the rest only the
 * first words and the names of errors are kept.
 */
export function sdkLog(log: Log): Logger {
  const line = (level: 'info' | 'warn' | 'error') => (first: unknown, second?: unknown) => {
    const error = [first, second].find((one) => one instanceof Error);
    log[level](
      error === undefined ? { from: 'slack-sdk' } : { from: 'slack-sdk', ...describeError(error) },
      typeof first === 'string' ? first.replace(QUOTED, '').trim().slice(0, 100) || 'Slack SDK' : 'Slack SDK',
    );
  };
  return {
    debug: () => {},
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    setLevel: () => {},
    // Debug lines would be written, redacted and thrown away for every call.
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
