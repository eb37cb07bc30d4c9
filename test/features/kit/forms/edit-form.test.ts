import { describe, expect, it } from 'vitest';
import { paragraph } from '../../../../src/chat/block.ts';
import { changedMeanwhile } from '../../../../src/features/kit/forms/changed-meanwhile.ts';
import { type EditSteps, editForm } from '../../../../src/features/kit/forms/edit-form.ts';
import { Refusal } from '../../../../src/model/rights/refusal.ts';

interface Bridge {
  readonly name: string;
  readonly width: number | null;
}

const bridge: Bridge = { name: 'Old stones', width: null };
const no = (message: string) => {
  throw new Refusal('conflict', message);
};

/** A form about the bridge, in which the named steps fail; what was written stands in `written`. */
function submit(wanted: Partial<Bridge>, fails: readonly string[] = [], written: Partial<Bridge>[] = []) {
  const step = (name: string) => {
    if (fails.includes(name)) no(name);
  };
  const steps: EditSteps<Bridge, Partial<Bridge>> = {
    load: async () => {
      step('not there');
      return bridge;
    },
    right: () => step('not allowed'),
    open: () => step('closed'),
    overtaken: () => fails.includes('overtaken') && changedMeanwhile('the bridge'),
    judge: () => (fails.includes('wrong') ? { errors: { name: 'wrong' } } : { wanted }),
    change: async (row, differs) => {
      written.push(differs);
      return { after: { ...row, ...differs } };
    },
    card: (row) => [paragraph(row.name)],
  };
  return editForm(steps);
}

describe('a form that edits a thing', () => {
  const order = ['not there', 'not allowed', 'closed', 'overtaken', 'wrong'];

  it.each(order.slice(0, 4).map((first, index) => [first, order.slice(index)] as const))(
    'says “%s” before all that comes after',
    async (first, fails) => {
      const written: Partial<Bridge>[] = [];
      const message = first === 'overtaken' ? 'Somebody changed the bridge while this form was open.' : first;
      await expect(submit({ name: 'New' }, fails, written)).rejects.toMatchObject({ message });
      expect(written).toEqual([]);
    },
  );

  it('shows what is wrong at its field, and writes nothing', async () => {
    const written: Partial<Bridge>[] = [];
    expect(await submit({ name: 'New' }, ['wrong'], written)).toEqual({ type: 'errors', errors: { name: 'wrong' } });
    expect(written).toEqual([]);
  });

  it('writes only what differs, and shows how it is then', async () => {
    const written: Partial<Bridge>[] = [];
    expect(await submit({ name: 'Old stones', width: 3 }, [], written)).toEqual({
      type: 'update',
      blocks: [paragraph('Saved.'), paragraph('Old stones')],
    });
    expect(written).toEqual([{ width: 3 }]);
  });

  it('writes nothing where nothing differs', async () => {
    const written: Partial<Bridge>[] = [];
    expect(await submit({ name: 'Old stones', width: null }, [], written)).toMatchObject({
      blocks: [paragraph('Nothing was changed.'), paragraph('Old stones')],
    });
    expect(written).toEqual([]);
  });
});

describe('whoever was overtaken', () => {
  it('reads who changed what, how it is now, and how to go on', () => {
    const refusal = changedMeanwhile('the policy', { by: 'Ines', now: 'sprint: 10 days → 7 days', opens: '/flow policy' });
    expect(refusal.message).toBe('Ines changed the policy while this form was open: sprint: 10 days → 7 days.');
    expect(refusal.next).toBe('Close this and open it again (/flow policy); nothing was saved.');
    expect(changedMeanwhile('E-7').message).toBe('Somebody changed E-7 while this form was open.');
  });
});
