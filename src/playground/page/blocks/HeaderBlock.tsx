import { Text } from '../text/Text.tsx';
import type { TextJson } from './json.ts';

export function HeaderBlock({ block }: { readonly block: { readonly text: TextJson } }) {
  return (
    <h3 className="block-header">
      <Text text={block.text} />
    </h3>
  );
}
