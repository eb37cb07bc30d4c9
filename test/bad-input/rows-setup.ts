import type { FormRows, Hands } from './form-row.ts';

/** Organization, streams, teams. */
export function setupRows({ at, edit }: Hands): FormRows {
  return {
    'setup.organization': {
      as: 'tomas',
      open: async () => at.press('tomas', await at.type('tomas', 'general', 'setup'), 'Name and zone'),
      reopens: true,
      fields: { name: { stored: 'SELECT name AS v FROM organization', good: 'Lindenhof' } },
    },
    'setup.stream': {
      as: 'tomas',
      open: () => edit('setup.stream'),
      reopens: true,
      fields: { name: { stored: "SELECT name AS v FROM value_stream WHERE key = 'LAB'", good: 'Laboratory' } },
    },
    'setup.team': {
      as: 'tomas',
      open: () => edit('setup.team'),
      reopens: true,
      fields: { name: { stored: 'SELECT name AS v FROM team', good: 'Checkout' } },
    },
  };
}
