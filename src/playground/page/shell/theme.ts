export type Theme = 'system' | 'light' | 'dark';

const KEY = 'millrace.theme';

export function storedTheme(): Theme {
  // A browser may refuse storage altogether.
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system';
  }
}

export function applyTheme(theme: Theme): void {
  if (theme === 'system') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.setAttribute('data-theme', theme);
  dispatchEvent(new Event('millrace-theme'));
}

export function keepTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Then the choice lasts until the page is closed.
  }
  applyTheme(theme);
}
