import { Text } from '../text/Text.tsx';
import type { TextJson } from './json.ts';

export function AlertBlock({ block }: { readonly block: { readonly text: TextJson; readonly level?: string } }) {
  return (
    <div className={`block-alert block-alert-${block.level ?? 'default'}`} role="status">
      <Text text={block.text} />
    </div>
  );
}
