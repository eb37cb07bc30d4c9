import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeKey, type SignerKey, signToken, TENANT_ID, type TokenChanges } from './keys.ts';

/** A message that stands in a conversation. */
export interface Posted {
  readonly id: string;
  readonly conversationId: string;
  readonly card: Card;
  readonly summary: string;
  /** The account that alone sees it. */
  readonly only: string | undefined;
  readonly edits: number;
  /** Orders everything that was posted or edited. */
  readonly changed: number;
}

export type Card = Readonly<Record<string, unknown>>;

/** What the connector shall answer once instead of doing as asked. */
export interface Fault {
  /** Does it first, and then answers so. */
  readonly perform?: boolean;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The connection ends without an answer. */
  readonly drop?: boolean;
  /** No answer for so long. */
  readonly hang?: number;
}

/** One request that the bot made. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/**
 * Microsoft as far as a bot can see it, on this machine: OpenID metadata, keys, the token endpoint and the connector, which keeps what is
 * posted and refuses what Teams refuses.
 */
export interface Microsoft {
  readonly url: string;
  readonly openIdUrl: string;
  readonly serviceUrl: string;
  readonly host: string;
  readonly botId: string;
  /** Signs as the connector does. */
  readonly token: (changes?: TokenChanges, key?: SignerKey) => Promise<string>;
  /** What is published at the moment. */
  keys: SignerKey[];
  /** How often the metadata was fetched. */
  fetched: number;
  /** null: all is well. */
  openIdFault: Fault | null;
  /** Real time for tokens. */
  now: () => number;
  readonly asked: Asked[];
  readonly posts: Map<string, Posted>;
  /** Conversations that exist; a direct chat's is made by opening it. */
  readonly conversations: Set<string>;
  /** Names by Entra object id: everybody is in every conversation but the direct ones, of which Teams tells nobody else. */
  readonly people: Map<string, string>;
  /** Of targeted messages; Teams of a tenant that has none of them says 400. */
  targeted: boolean;
  /** May direct chats be opened? Not with somebody for whom the bot is not installed. */
  direct: boolean;
  /** What Teams would refuse. */
  readonly refusals: string[];
  /** The next calls whose `METHOD path` begins so are answered by script. */
  readonly script: (call: string, fault: Fault) => void;
  readonly close: () => Promise<void>;
}

const BOT_ID = '28:11111111-2222-3333-4444-555555555555';
const CARD_LIMIT = 28 * 1024;
const GRANTED = 'granted-to-the-bot';

export async function openMicrosoft(): Promise<Microsoft> {
  const key = await makeKey('first');
  const scripts: { readonly call: string; readonly fault: Fault }[] = [];
  let [count, changed] = [0, 0];
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      microsoft.refusals.push(`the stand-in broke: ${String(error)}`);
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `http://${host}`;
  const serviceUrl = `${url}/teams/`;
  const microsoft: Microsoft = {
    url,
    host,
    openIdUrl: `${url}/openid`,
    serviceUrl,
    botId: BOT_ID,
    token: (changes, signer = key) => signToken(signer, serviceUrl, microsoft.now(), changes),
    keys: [key],
    fetched: 0,
    openIdFault: null,
    now: Date.now,
    asked: [],
    posts: new Map(),
    conversations: new Set(),
    people: new Map(),
    targeted: true,
    direct: true,
    refusals: [],
    script: (call, fault) => void scripts.push({ call, fault }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString('utf8');
    const path = (request.url ?? '').replace(/^\//, '');
    const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    if (path === 'openid' || path === 'keys') {
      if (path === 'openid') microsoft.fetched += 1;
      if (microsoft.openIdFault) return void fail(response, microsoft.openIdFault);
      if (path === 'keys') return void json(200, { keys: microsoft.keys.map((one) => one.jwk) });
      return void json(200, {
        issuer: 'https://api.botframework.com',
        jwks_uri: `${url}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      });
    }
    const body: unknown = path.endsWith('/token') ? text : text === '' ? null : JSON.parse(text);
    microsoft.asked.push({ method: request.method ?? '', path, authorization: request.headers.authorization, body });
    const at = scripts.findIndex((one) => `${request.method} ${path}`.startsWith(one.call));
    const fault = at === -1 ? undefined : scripts.splice(at, 1)[0]?.fault;
    if (fault && !fault.perform) return void fail(response, fault);
    const [status, answer] = perform(request, path, body);
    if (fault) return void fail(response, fault);
    json(status, answer);
  }

  function fail(response: ServerResponse, { status = 500, headers = {}, body, drop, hang }: Fault): void {
    if (drop) response.destroy();
    else if (hang) setTimeout(() => response.destroy(), hang).unref();
    else response.writeHead(status, headers).end(body === undefined ? undefined : JSON.stringify(body));
  }

  function refuse(status: number, code: string, why: string): [number, unknown] {
    microsoft.refusals.push(`${code}: ${why}`);
    return [status, { error: { code, message: why } }];
  }

  function perform(request: IncomingMessage, path: string, body: unknown): [number, unknown] {
    if (path.endsWith('/oauth2/v2.0/token')) return [200, { token_type: 'Bearer', expires_in: 3_600, access_token: GRANTED }];
    if (request.headers.authorization !== undefined && request.headers.authorization !== `Bearer ${GRANTED}`)
      return refuse(401, 'Unauthorized', 'another token');
    if (path === 'teams/v3/conversations' && request.method === 'POST') return openDirect(body);
    const member = /^teams\/v3\/conversations\/([^/?]+)\/members\/([^/?]+)$/.exec(path);
    if (member && request.method === 'GET') return findMember(decodeURIComponent(member[1] ?? ''), decodeURIComponent(member[2] ?? ''));
    const [, encoded = '', activityId] = /^teams\/v3\/conversations\/([^/?]+)\/activities(?:\/([^/?]+))?(?:\?|$)/.exec(path) ?? [];
    const conversationId = decodeURIComponent(encoded);
    const targeted = path.endsWith('?isTargetedActivity=true');
    if (encoded === '') return refuse(404, 'NotFound', path);
    if (!microsoft.conversations.has(conversationId.replace(/;messageid=.*/, '')))
      return [404, { error: { code: 'ConversationNotFound', message: conversationId } }];
    if (targeted && !microsoft.targeted) return [400, { error: { code: 'BadArgument', message: 'no targeted messages here' } }];
    const message = body as {
      summary?: string;
      attachments?: { contentType: string; content: Card }[];
      recipient?: { id: string };
      text?: string;
    };
    const card = message.attachments?.[0]?.content;
    if (!card) return refuse(400, 'BadSyntax', 'no card');
    const size = Buffer.byteLength(JSON.stringify(card));
    if (size > CARD_LIMIT) return refuse(413, 'MessageSizeTooBig', `${size} bytes`);
    const html = /<(?:b|i|br|p|div|a|at|script|img)\b[^"]*>/i.exec(textOnly(card));
    if (html) return refuse(400, 'BadArgument', `HTML in a card: ${html[0]}`);
    changed += 1;
    const drawn = { card, summary: message.summary ?? '', changed };
    if (request.method === 'PUT') {
      const id = decodeURIComponent(activityId ?? '');
      const posted = microsoft.posts.get(id);
      if (!posted) return [404, { error: { code: 'ActivityNotFoundInConversation', message: id } }];
      if ((posted.only !== undefined) !== targeted) return [400, { error: { code: 'BadArgument', message: 'the other kind of message' } }];
      microsoft.posts.set(id, { ...posted, ...drawn, edits: posted.edits + 1 });
      return [200, { id }];
    }
    if (targeted && !message.recipient) return refuse(400, 'BadArgument', 'a targeted message for nobody');
    count += 1;
    const id = `17${String(count).padStart(11, '0')}`;
    microsoft.posts.set(id, { id, conversationId, only: targeted ? message.recipient?.id : undefined, edits: 0, ...drawn });
    return [201, { id }];
  }

  function findMember(conversationId: string, objectId: string): [number, unknown] {
    if (!microsoft.conversations.has(conversationId)) return [404, { error: { code: 'ConversationNotFound', message: conversationId } }];
    const name = conversationId.startsWith('a:') ? undefined : microsoft.people.get(objectId);
    if (name === undefined) return [404, { error: { code: 'MemberNotFoundInConversation', message: objectId } }];
    return [200, { id: `29:${name}`, name, objectId, aadObjectId: objectId, tenantId: TENANT_ID, userRole: 'user' }];
  }

  function openDirect(body: unknown): [number, unknown] {
    const { members = [] } = body as { members?: { id: string }[] };
    if (!microsoft.direct) return [403, { error: { code: 'BotNotInConversationRoster', message: 'not installed' } }];
    const id = directChat(members[0]?.id ?? '');
    microsoft.conversations.add(id);
    return [201, { id }];
  }
  return microsoft;
}

/** The id of the direct chat with an account (`29:…`, or its directory id). */
export function directChat(account: string): string {
  return `a:direct-${account.replace(/^29:/, '')}`;
}

/** What stands in a card, without addresses and data. */
function textOnly(card: Card): string {
  return JSON.stringify(card, (key, value: unknown) =>
    key === 'data' || key === 'url' || key === 'id' || key === 'value' ? undefined : value,
  ).replaceAll('\\"', '');
}
