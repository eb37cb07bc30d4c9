import { useState } from 'react';
import { IconButton } from '../ui/IconButton.tsx';
import { keepTheme, storedTheme, type Theme } from './theme.ts';

const NEXT: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const ICON = { system: 'system', light: 'sun', dark: 'moon' } as const;
const LABEL: Readonly<Record<Theme, string>> = { system: 'as the system', light: 'light', dark: 'dark' };

export function ThemeToggle() {
  const [theme, setTheme] = useState(storedTheme);
  const next = NEXT[theme];
  return (
    <IconButton
      icon={ICON[theme]}
      label={`Colours: ${LABEL[theme]}. Change to ${LABEL[next]}`}
      onClick={() => {
        keepTheme(next);
        setTheme(next);
      }}
    />
  );
}
