import { expect, it } from 'vitest';
import { z } from 'zod';
import { type ActionContract, action } from '../../src/chat/action.ts';
import { button } from '../../src/chat/block.ts';
import type { onAction } from '../../src/chat/feature.ts';
import { form, showForm } from '../../src/chat/form.ts';
import { read } from '../../src/chat/handler.ts';
import { update } from '../../src/chat/reply.ts';
import { features } from '../../src/features/index.ts';
import type { Access } from '../../src/features/kit/access.ts';

const asks = action('test.ask', {}, 'form');
const tells = action('test.tell', {});
const asked = form({ name: 'test.form', title: 'Test', submit: 'Save', fields: {}, data: z.object({}) });

it('a button says whether its answer is a form', () => {
  expect(button('Ask', asks, {})).toMatchObject({ opens: 'form' });
  expect(button('Tell', tells, {})).not.toHaveProperty('opens');
});

it('a handler that answers with a form compiles only for an action that says so', () => {
  type Quiet = Parameters<typeof onAction<Access, Readonly<Record<string, unknown>>, undefined>>[2];
  type Asking = Parameters<typeof onAction<Access, Readonly<Record<string, unknown>>, 'form'>>[2];
  const openForm: Asking = () => read(async () => showForm(asked, {}));
  const tell: Quiet = () => read(async () => update([]));
  // @ts-expect-error: the action says nothing of a form
  const wrong: Quiet = openForm;
  expect([openForm, tell, wrong]).toHaveLength(3);
});

it('the features have both kinds', () => {
  const contracts: ActionContract<Readonly<Record<string, unknown>>>[] = features.flatMap((one) =>
    one.actions.map(({ contract }) => contract),
  );
  const opening = contracts.filter((one) => one.opens === 'form').map((one) => one.name);
  expect(opening).toContain('pull.askBlock');
  expect(opening).not.toContain('pull.take');
});
