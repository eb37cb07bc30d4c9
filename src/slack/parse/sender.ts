import { z } from 'zod';
import type { Sender } from '../../chat/request.ts';

/** The person of an interaction. `team_id` in here is deliberately not read: the tenant comes from one place only (S-56). */
export const userSchema = z.object({ id: z.string().min(1), name: z.string().optional(), username: z.string().optional() });

/** The workspace. null for organization-wide installations, which we do not serve. */
export const teamSchema = z.object({ id: z.string().min(1), domain: z.string().optional() });

export const channelSchema = z.object({ id: z.string().min(1), name: z.string().default('') });

type Channel = z.infer<typeof channelSchema>;

/**
 * Who sent something from where. Without a channel (a form, a button in a form) the place is nowhere, seen by the person alone;
 * a form's draft knows where it was opened.
 */
export function senderOf(workspaceId: string, user: z.infer<typeof userSchema>, channel: Channel | undefined): Sender {
  return { platform: 'slack', workspaceId, userId: user.id, userName: user.name ?? user.username ?? '', place: placeOf(channel) };
}

function placeOf(channel: Channel | undefined): Sender['place'] {
  if (!channel) return { externalId: '', name: '', kind: 'direct' };
  const direct = channel.id.startsWith('D') || channel.name === 'directmessage';
  return { externalId: channel.id, name: channel.name, kind: direct ? 'direct' : 'channel' };
}
