import { z } from 'zod';
import { readLimited } from '../../edge/read-limited.ts';
import type { Log } from '../base/options.ts';

/** The bot's own token, to be shown to Microsoft's connector. */
export interface AccessToken {
  /** null when there is none to be had now; the log says why. Never throws. */
  readonly get: () => Promise<string | null>;
  /** The connector did not take the token: the next one is asked for anew. */
  readonly drop: () => void;
  /** Did Microsoft turn our id and password down, the last time it was asked? */
  readonly refused: () => boolean;
}

export interface AccessTokenOptions {
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId: string;
  /** Undefined: Microsoft's. */
  readonly origin: string | undefined;
  readonly timeoutMs: number;
  readonly now: () => number;
  readonly log: Log;
}

const LOGIN = 'https://login.microsoftonline.com';
const SCOPE = 'https://api.botframework.com/.default';
/** Asked for anew so long before it ends. */
const EARLY_MS = 5 * 60_000;
/** Whoever was refused is not asked again at once, or each message would ask. */
const AFTER_FAILURE_MS = 5_000;

const schema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

/**
 * Signs the bot in with its id and password (OAuth client credentials, single tenant), once for all that ask at the same time.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#step-1-request-an-access-token-from-the-microsoft-entra-id-account-login-service
 */
export function createAccessToken(options: AccessTokenOptions): AccessToken {
  let current: { readonly token: string; readonly until: number } | null = null;
  let notBefore = 0;
  let asking: Promise<void> | null = null;
  let refused = false;
  const ask = async () => {
    const got = await request(options);
    refused = got === 'refused';
    const granted = got === 'refused' ? null : got;
    current = granted && { token: granted.access_token, until: options.now() + granted.expires_in * 1_000 };
    notBefore = granted ? 0 : options.now() + AFTER_FAILURE_MS;
  };
  return {
    get: async () => {
      if (current === null || options.now() > current.until - EARLY_MS) {
        if (asking === null && options.now() >= notBefore) asking = ask().finally(() => (asking = null));
        await asking;
      }
      return current !== null && options.now() < current.until ? current.token : null;
    },
    drop: () => {
      current = null;
    },
    refused: () => refused,
  };
}

async function request({
  appId,
  appPassword,
  tenantId,
  origin,
  timeoutMs,
  log,
}: AccessTokenOptions): Promise<z.infer<typeof schema> | 'refused' | null> {
  const form = { grant_type: 'client_credentials', client_id: appId, client_secret: appPassword, scope: SCOPE };
  try {
    const response = await fetch(`${origin ?? LOGIN}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const body = await readLimited(response);
    if (response.ok) return schema.parse(JSON.parse(body ?? ''));
    // Nothing can be said in Teams until somebody acts, so this is the line to watch for.
    log.error({ status: response.status }, 'Microsoft refused TEAMS_APP_ID and TEAMS_APP_PASSWORD. Has the secret expired?');
    if (response.status === 400 || response.status === 401) return 'refused';
  } catch (error) {
    log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'Microsoft could not be asked for the bot’s token');
  }
  return null;
}
