import type { ElementJson } from '../blocks/json.ts';
import { useElement } from '../forms/useElement.ts';
import { Text } from '../text/Text.tsx';

export function ButtonElement({ element }: { readonly element: ElementJson }) {
  const { send, busy } = useElement(element);
  const { text, value, style, url } = element;
  const className = `button ${style ? `button-${style}` : ''}`;
  const click = () => {
    if (!busy) void send({ text, ...(value === undefined ? {} : { value }), ...(style ? { style } : {}) });
  };
  const label = text && <Text text={text} />;
  // Slack opens the link and still tells the bot.
  if (url)
    return (
      <a className={className} href={url} target="_blank" rel="noreferrer" aria-label={element.accessibility_label} onClick={click}>
        {label}
      </a>
    );
  // aria-disabled, not disabled: a disabled button would lose the focus that a form has to give back.
  return (
    <button
      type="button"
      className={className}
      aria-label={element.accessibility_label}
      aria-busy={busy}
      aria-disabled={busy}
      onClick={click}
    >
      {label}
    </button>
  );
}
