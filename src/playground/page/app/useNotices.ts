import { useCallback, useRef, useState } from 'react';

export interface Notice {
  readonly id: string;
  readonly text: string;
}

/** Things the page itself has to say, next to the stand-in's alerts. */
export function useNotices() {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const count = useRef(0);
  const notify = useCallback((text: string) => {
    count.current += 1;
    const id = `notice-${count.current}`;
    // The same words twice tell nobody anything more.
    setNotices((now) => [...now.filter((one) => one.text !== text), { id, text }]);
  }, []);
  const dismiss = useCallback((id: string) => setNotices((now) => now.filter((one) => one.id !== id)), []);
  return { notices, notify, dismiss };
}
