import type { Option } from '../../../chat/field.ts';

/**
 * The zone to fill in where none was chosen yet. Slack tells a person's zone only for a scope that we do not ask for, so it is the
 * one of the machine, which mostly stands near its people. UTC says nothing but "a container": then the person is asked.
 *
 * @param machine the zone of this process
 */
export function likelyZone(machine = Intl.DateTimeFormat().resolvedOptions().timeZone): string | null {
  return machine !== 'UTC' && ZONE_OPTIONS.some((one) => one.value === machine) ? machine : null;
}

/** Every IANA zone that this Node knows, UTC first, grouped by continent. */
export const ZONE_OPTIONS: readonly Option[] = [
  { value: 'UTC', text: 'UTC', group: 'Universal' },
  ...Intl.supportedValuesOf('timeZone')
    .filter((zone) => zone.includes('/'))
    .map((zone) => ({ value: zone, text: zone.replaceAll('_', ' '), group: zone.slice(0, zone.indexOf('/')) })),
];
