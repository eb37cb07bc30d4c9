import type { Option } from '../../chat/field.ts';

/** Every IANA zone that this Node knows, UTC first, grouped by continent. */
export const ZONE_OPTIONS: readonly Option[] = [
  { value: 'UTC', text: 'UTC', group: 'Universal' },
  ...Intl.supportedValuesOf('timeZone')
    .filter((zone) => zone.includes('/'))
    .map((zone) => ({ value: zone, text: zone.replaceAll('_', ' '), group: zone.slice(0, zone.indexOf('/')) })),
];
