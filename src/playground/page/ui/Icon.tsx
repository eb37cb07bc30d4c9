const PATHS = {
  send: 'M4 12 20 4l-6 16-3-6.500L4 12Zm7 1.500L20 4',
  close: 'M6 6l12 12M18 6 6 18',
  menu: 'M4 7h16M4 12h16M4 17h16',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  thread: 'M5 5h14v10H11l-4 4v-4H5V5Z',
  json: 'M9 5C7 5 7 6.5 7 8.500S6.5 12 5 12c1.5 0 2 1.5 2 3.500S7 19 9 19M15 5c2 0 2 1.5 2 3.500s.5 3.5 2 3.500c-1.5 0-2 1.5-2 3.500S17 19 15 19',
  traffic: 'M8 4v16m0 0-3.5-3.500M8 20l3.5-3.500M16 20V4m0 0-3.5 3.500M16 4l3.5 3.5',
  down: 'm6 9 6 6 6-6',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2.500v2M12 19.500v2M2.5 12h2M19.5 12h2M5.3 5.300l1.4 1.400M17.3 17.300l1.4 1.400M18.7 5.300l-1.4 1.400M6.7 17.300l-1.4 1.4',
  moon: 'M19.5 14.500A8 8 0 0 1 9.5 4.500a8 8 0 1 0 10 10Z',
  system: 'M12 4a8 8 0 1 0 0 16Zm0 0a8 8 0 0 1 0 16',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 9.500a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z',
  bolt: 'M13 3 5 13.500h6L10.5 21 19 10.500h-6L13 3Z',
  bulb: 'M9.5 18h5M10.5 21h3M8.5 14.500A6 6 0 1 1 15.5 14.500c-.8.7-1 1.5-1 2h-5c0-.5-.2-1.3-1-2Z',
  home: 'M4 11.5 12 5l8 6.500M6.5 10v9h11v-9',
  reset: 'M5 5v5h5M5.5 10A7.5 7.5 0 1 1 4.5 14',
  copy: 'M9 9h10v10H9zM5 15V5h10',
  check: 'm5 12.5 4.5 4.500L19 7.5',
  calendar: 'M5 6h14v13H5zM5 10h14M9 3.500v4M15 3.500v4',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration only: the button around it carries the name. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className={`icon icon-${name}`} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
