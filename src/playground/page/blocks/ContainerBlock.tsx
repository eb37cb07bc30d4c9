import type { BlockJson } from '../../wire/protocol.ts';
import { Text } from '../text/Text.tsx';
import { BlockList } from './BlockList.tsx';
import type { TextJson } from './json.ts';

interface ContainerJson {
  readonly title?: TextJson;
  readonly subtitle?: TextJson;
  readonly child_blocks: readonly BlockJson[];
  readonly is_collapsible?: boolean;
  readonly default_collapsed?: boolean;
}

export function ContainerBlock({ block }: { readonly block: ContainerJson }) {
  const head = (
    <>
      <strong>{block.title && <Text text={block.title} />}</strong> {block.subtitle && <Text text={block.subtitle} />}
    </>
  );
  if (!block.is_collapsible)
    return (
      <section className="block-container">
        <p className="block-container-head">{head}</p>
        <BlockList blocks={block.child_blocks} />
      </section>
    );
  return (
    <details className="block-container" open={!block.default_collapsed}>
      <summary className="block-container-head">{head}</summary>
      <BlockList blocks={block.child_blocks} />
    </details>
  );
}
