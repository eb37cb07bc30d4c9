import { useSyncExternalStore } from 'react';

// Outside of React's state, so that a keystroke redraws one composer and not the page.

const drafts = new Map<string, string>();
const listeners = new Set<() => void>();
let wanted: string | null = null;

export function draftKey(as: string, channel: string, threadTs?: string): string {
  return [as, channel, threadTs ?? ''].join('/');
}

export function setDraft(key: string, text: string): void {
  drafts.set(key, text);
  for (const listener of listeners) listener();
}

/** Puts a line into a composer that may not be on the page yet, and asks for the focus there. */
export function offerDraft(key: string, text: string): void {
  wanted = key;
  setDraft(key, text);
}

/** True once for the composer whose focus was asked for. */
export function takeFocus(key: string): boolean {
  if (wanted !== key) return false;
  wanted = null;
  return true;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useDraft(key: string): string {
  return useSyncExternalStore(subscribe, () => drafts.get(key) ?? '');
}
