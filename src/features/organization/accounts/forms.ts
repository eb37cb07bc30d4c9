import { z } from 'zod';
import { text } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';

export const workspaceCodeForm = form({
  name: 'doors.enterCode',
  title: 'Join an organization',
  submit: 'Join',
  fields: { code: text({ label: 'Code', placeholder: 'KXRP-7429-MRSH', hint: 'From an admin, in the other chat: /flow setup connect' }) },
  data: z.object({}),
});

export const personCodeForm = form({
  name: 'doors.enterPersonCode',
  title: 'One person, two chats',
  submit: 'Go on',
  fields: { code: text({ label: 'Code', placeholder: 'KXRP-7429-MRSH', hint: 'From yourself, in the other chat: /flow account' }) },
  data: z.object({}),
});
