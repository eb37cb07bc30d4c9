import { z } from 'zod';
import { lookup } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { SOURCES } from '../../kit/finding/sources.ts';

/** Asks which one, where nobody said. */
export const whyForm = form({
  name: 'why.any',
  title: 'Why?',
  submit: 'Tell me',
  fields: { thing: lookup({ label: say`{Item}, {epic} or parked idea`, source: SOURCES.things }) },
  data: z.object({}),
});
