import { z } from 'zod';
import { choice, choices, longText, optionalPerson, optionalWholeNumber, people, text, wholeNumber } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { REASON_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { ZONE_OPTIONS } from './zones.ts';

/** What a form showed when it was opened, as one text to compare: whoever saves it must not bring back what was changed meanwhile. */
const shown = z.string().optional();

export const organizationForm = form({
  name: 'setup.organization',
  title: 'Your organization',
  submit: 'Save',
  fields: {
    name: text({ label: 'Name', placeholder: 'As people call it' }),
    zone: choice({ label: 'Time zone', hint: 'Days are counted in it.', options: ZONE_OPTIONS }),
  },
  data: z.object({}),
});

export const streamForm = form({
  name: 'setup.stream',
  title: say`{Value stream}`,
  submit: 'Save',
  fields: {
    name: text({ label: 'Name', placeholder: 'Payments', hint: 'A lasting flow of value to a customer, with a backlog of its own.' }),
    key: text({ label: 'Key', placeholder: 'PAY', hint: say`2 to 6 letters. Its {items} are then PAY-1, PAY-2 …` }),
    ownerId: optionalPerson({ label: 'Owner', hint: 'Who decides the order.' }),
    doneMeans: choice({
      label: 'What does done mean?',
      options: [
        { value: 'released', text: 'Released: customers have it' },
        { value: 'accepted', text: 'Accepted: the owner said yes' },
      ],
    }),
    stages: longText({
      label: 'Stages after the pull',
      hint: 'One per line, in order; add "waiting" where work lies still, such as: in review, waiting.',
      limit: REASON_LIMIT,
      required: true,
    }),
    wipLimit: optionalWholeNumber({
      label: say`Limit over all {teams}`,
      hint: say`How many {items} at once in this {stream}. Empty: no limit.`,
      min: 1,
      max: 999,
    }),
  },
  data: z.object({ streamId: z.uuid().optional(), shown }),
});

export const teamForm = form({
  name: 'setup.team',
  title: say`{Team}`,
  submit: 'Save',
  fields: {
    name: text({ label: 'Name', placeholder: 'Checkout' }),
    wipLimit: wholeNumber({ label: 'How many things at once?', hint: 'People minus one is a fair start.', min: 1, max: 999 }),
    streamIds: choices({ label: say`Which {streams} does it pull from?`, hint: say`In the order the {team} goes through them.`, max: 20 }),
    memberIds: people({ label: 'People' }),
  },
  data: z.object({ teamId: z.uuid().optional(), shown }),
});

/** A team founded by one of its people, in the channel where it works. */
export const ownTeamForm = form({
  name: 'setup.ownTeam',
  title: say`Your {team}`,
  submit: 'Start',
  fields: {
    name: text({ label: 'Name', placeholder: 'Checkout' }),
    streamIds: choices({ label: say`Which {streams} do you pull from?`, hint: 'In the order you go through them.', max: 20 }),
    wipLimit: wholeNumber({ label: 'How many things at once?', hint: 'People minus one is a fair start.', min: 1, max: 999 }),
  },
  data: z.object({}),
});

export const linkForm = form({
  name: 'setup.link',
  title: 'Link this channel',
  submit: 'Link',
  fields: { target: choice({ label: 'Whose work is this channel about?' }) },
  data: z.object({}),
});

export const rolesForm = form({
  name: 'setup.roles',
  title: 'Roles',
  submit: 'Save',
  fields: {
    adminIds: people({ label: 'Admins', hint: 'They may change the setup.' }),
    leaderIds: people({ label: 'Leaders', hint: say`They decide on the {portfolio} and strategy.` }),
  },
  data: z.object({ shown }),
});
