import { useSyncExternalStore } from 'react';

const query = matchMedia('(prefers-color-scheme: dark)');

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener);
  addEventListener('millrace-theme', listener);
  return () => {
    query.removeEventListener('change', listener);
    removeEventListener('millrace-theme', listener);
  };
}

/** Is the page dark now? Only the block library needs to know: our own CSS follows by itself. */
export function useDark(): boolean {
  return useSyncExternalStore(subscribe, () => {
    const chosen = document.documentElement.getAttribute('data-theme');
    return chosen ? chosen === 'dark' : query.matches;
  });
}
