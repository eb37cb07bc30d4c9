import type { Chat } from '../chat/chat.ts';
import type { Feature } from '../chat/feature.ts';
import type { Field } from '../chat/field.ts';
import { fieldOf } from '../chat/field.ts';
import type { Database } from '../database/connection/database.ts';
import { anyConversation, findConversation, forgetConversation, keepConversation } from '../database/messages/conversations.ts';
import { accountsOf, everybody, membersOf } from '../database/organization/accounts.ts';
import type { Access } from '../features/kit/access.ts';
import type { Reference, References, Teams, TeamsOptions } from '../teams/index.ts';
import type { TeamsConfig } from './config.ts';
import type { Logger } from './log.ts';

export interface ConnectTeamsOptions {
  readonly config: TeamsConfig;
  readonly database: Database;
  readonly features: readonly Feature<Access>[];
  readonly chat: Chat;
  readonly log: Logger;
  readonly timing?: TeamsOptions['timing'];
}

/** The Teams side with the database behind it. Its room, and with it the SDK, is loaded here and only when it is configured. */
export async function connectTeams({ config, database, features, chat, log, timing }: ConnectTeamsOptions): Promise<Teams> {
  const { createTeams } = await import('../teams/index.ts');
  return createTeams({
    ...config,
    chat,
    people: {
      accountsOf: (workspaceId, memberIds) => accountsOf(database, 'teams', workspaceId, memberIds),
      membersOf: (sender, externalUserIds, askNames) => membersOf(database, sender, externalUserIds, askNames),
      everybody: (workspaceId) => everybody(database, 'teams', workspaceId),
    },
    references: referencesIn(database),
    fieldsOf: fieldsOfForms(features),
    log,
    ...(timing === undefined ? {} : { timing }),
  });
}

function fieldsOfForms(features: readonly Feature<Access>[]): TeamsOptions['fieldsOf'] {
  const forms = new Map(
    features.flatMap((feature) =>
      feature.forms.map(({ contract }): [string, Readonly<Record<string, Field>>] => [
        contract.name,
        Object.fromEntries(Object.entries(contract.fields).map(([name, schema]) => [name, fieldOf(schema)])),
      ]),
    ),
  );
  return (name) => forms.get(name) ?? null;
}

function referencesIn(database: Database): References {
  const of = (workspaceId: string) => ({ platform: 'teams', workspaceId });
  const reference = (tenantId: string, found: Awaited<ReturnType<typeof anyConversation>>): Reference | null =>
    found && {
      conversationId: found.externalId,
      serviceUrl: found.serviceUrl,
      tenantId,
      aadObjectId: found.externalUser,
      botId: found.botId,
    };
  return {
    keep: ({ conversationId, serviceUrl, tenantId, aadObjectId, botId }, seenAt) =>
      keepConversation(database, of(tenantId), { externalId: conversationId, serviceUrl, externalUser: aadObjectId, botId }, seenAt),
    find: async (tenantId, placeId) => reference(tenantId, await findConversation(database, of(tenantId), placeId)),
    any: async (tenantId) => reference(tenantId, await anyConversation(database, of(tenantId))),
    forget: (tenantId, conversationId, until) => forgetConversation(database, of(tenantId), conversationId, until),
  };
}
