import { expect, it } from 'vitest';
import { likelyZone } from '../../../../src/features/organization/setup/zones.ts';

it('fills in the zone of the machine, unless that says nothing', () => {
  expect(likelyZone('Europe/Berlin')).toBe('Europe/Berlin');
  expect(likelyZone('Australia/Lord_Howe')).toBe('Australia/Lord_Howe');
  for (const nothing of ['UTC', 'Etc/Unknown', '', 'Mars/Olympus']) expect(likelyZone(nothing)).toBeNull();
});
