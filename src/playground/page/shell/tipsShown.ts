import { useSyncExternalStore } from 'react';

const KEY = 'millrace.tips';
const listeners = new Set<() => void>();

// Kept in the browser, since the stand-in does not know who has seen what.
let shown = read();

function read(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'hidden';
  } catch {
    return true;
  }
}

function set(next: boolean): void {
  shown = next;
  try {
    localStorage.setItem(KEY, next ? 'shown' : 'hidden');
  } catch {
    // Then it lasts until the page is closed.
  }
  for (const listener of listeners) listener();
}

export const showTips = () => set(true);
export const hideTips = () => set(false);

export function useTipsShown(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}
