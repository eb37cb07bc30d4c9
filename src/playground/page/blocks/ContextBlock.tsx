import { Text } from '../text/Text.tsx';
import type { TextJson } from './json.ts';

type ContextElement = TextJson | { readonly type: 'image'; readonly image_url?: string; readonly alt_text: string };

export function ContextBlock({ block }: { readonly block: { readonly elements: readonly ContextElement[] } }) {
  return (
    <div className="block-context">
      {block.elements.map((element, index) =>
        element.type === 'image' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: context elements have no identity and no state
          <img key={index} src={element.image_url} alt={element.alt_text} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <span className="mrkdwn" key={index}>
            <Text text={element} />
          </span>
        ),
      )}
    </div>
  );
}
