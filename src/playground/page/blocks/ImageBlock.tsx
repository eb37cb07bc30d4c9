import { Text } from '../text/Text.tsx';
import type { TextJson } from './json.ts';

interface ImageJson {
  readonly image_url?: string;
  readonly alt_text: string;
  readonly title?: TextJson;
}

export function ImageBlock({ block }: { readonly block: ImageJson }) {
  return (
    <figure className="block-image">
      {block.title && (
        <figcaption>
          <Text text={block.title} />
        </figcaption>
      )}
      <img src={block.image_url} alt={block.alt_text} />
    </figure>
  );
}
