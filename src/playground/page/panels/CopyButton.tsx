import { useState } from 'react';
import { Icon } from '../ui/Icon.tsx';

export function CopyButton({ text }: { readonly text: string }) {
  const [done, setDone] = useState<'copied' | 'failed' | null>(null);
  const copy = async () => {
    // Missing on a page that is neither localhost nor https.
    const ok = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    setDone(ok ? 'copied' : 'failed');
    setTimeout(() => setDone(null), 2000);
  };
  return (
    <button type="button" className="button button-small copy" onClick={copy}>
      <Icon name={done === 'copied' ? 'check' : 'copy'} size={14} />
      <span aria-live="polite">{done === 'copied' ? 'Copied' : done === 'failed' ? 'Not allowed here' : 'Copy'}</span>
    </button>
  );
}
