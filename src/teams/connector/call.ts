import { z } from 'zod';
import { readLimited } from '../../edge/read-limited.ts';
import type { AllowService } from '../base/service-host.ts';
import type { AccessToken } from './access-token.ts';

/** What became of a call to the connector. */
export type Called =
  /** With what the answer says of a message or conversation, or of a member. */
  | { readonly type: 'done'; readonly id: string | undefined; readonly name: string | undefined }
  /** Too many: nothing was done; try again after so many seconds. */
  | { readonly type: 'limited'; readonly seconds: number }
  /** Nobody was reached, or there is no token to be had now: nothing was done; again after so many seconds. */
  | { readonly type: 'later'; readonly seconds: number }
  /** Nobody can tell whether it was done. */
  | { readonly type: 'ambiguous'; readonly error: string }
  /** Not done, and no repeat will change that. */
  | { readonly type: 'refused'; readonly status: number; readonly error: string };

export interface Request {
  readonly serviceUrl: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below the service address. */
  readonly path: string;
  readonly body?: object;
}

/** One call, one try. Never throws. */
export type Call = (request: Request) => Promise<Called>;

export interface CallOptions {
  readonly allowService: AllowService;
  /** null: a local client, which asks for none. */
  readonly token: AccessToken | null;
  readonly timeoutMs: number;
}

const LONGEST_WAIT_SECONDS = 900;
const UNREACHABLE_WAIT_SECONDS = 60;
/** The connection was never made: nothing can have arrived. */
const UNREACHABLE: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);
/** Microsoft asks for a repeat of 412, too, and says of none of them whether something was done. */
const AMBIGUOUS: ReadonlySet<number> = new Set([408, 412]);

const idSchema = z.object({ id: z.string().min(1).max(1_000) });
const nameSchema = z.object({ name: z.string().min(1).max(1_000) });
const errorSchema = z.object({ error: z.object({ code: z.string().regex(/^[\w. -]{1,100}$/) }) });

/**
 * Calls Microsoft's connector. Not with the SDK's client, which repeats a lost answer by itself and so posts twice, follows whatever
 * address it is given, and waits for ever.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
 */
export function createCall(options: CallOptions): Call {
  return async (request) => {
    const service = options.allowService(request.serviceUrl);
    if (service === null) return { type: 'refused', status: 0, error: 'service_not_allowed' };
    const first = await once(service, request, options);
    // 401: the token was taken back early, or the clock is wrong. Nothing was done, so one more try is safe.
    if (first.type !== 'refused' || first.status !== 401 || options.token === null || options.token.refused()) return first;
    options.token.drop();
    return once(service, request, options);
  };
}

async function once(service: URL, { method, path, body }: Request, { token, timeoutMs }: CallOptions): Promise<Called> {
  const bearer = token === null ? undefined : await token.get();
  if (bearer === null) {
    // Asking on would not help: only another password does.
    if (token?.refused()) return { type: 'refused', status: 401, error: 'token_refused' };
    return { type: 'later', seconds: UNREACHABLE_WAIT_SECONDS };
  }
  try {
    const response = await fetch(`${service.href.replace(/\/$/, '')}/${path}`, {
      method,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return judge(response, await readLimited(response));
  } catch (error) {
    const code = codeOf(error);
    return UNREACHABLE.has(code) ? { type: 'later', seconds: UNREACHABLE_WAIT_SECONDS } : { type: 'ambiguous', error: code };
  }
}

function judge(response: Response, body: string | null): Called {
  const { status } = response;
  if (response.ok) {
    const answer = parse(body);
    return { type: 'done', id: idSchema.safeParse(answer).data?.id, name: nameSchema.safeParse(answer).data?.name };
  }
  if (status === 429) return { type: 'limited', seconds: retryAfter(response) };
  if (status >= 500 || AMBIGUOUS.has(status)) return { type: 'ambiguous', error: `http_${status}` };
  return { type: 'refused', status, error: errorSchema.safeParse(parse(body)).data?.error.code ?? `http_${status}` };
}

function retryAfter(response: Response): number {
  const seconds = Number(response.headers.get('retry-after') ?? '');
  return Number.isFinite(seconds) && seconds >= 1 ? Math.min(Math.ceil(seconds), LONGEST_WAIT_SECONDS) : 1;
}

function parse(body: string | null): unknown {
  try {
    return JSON.parse(body ?? '');
  } catch {
    return null;
  }
}

// undici's messages name the address; the code is enough.
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  if (typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return error.name === 'TimeoutError' || error.name === 'AbortError' ? 'timeout' : 'connection';
}
