import type { BlockJson } from '../../wire/protocol.ts';
import { Block } from './Block.tsx';
import { blockIdOf } from './json.ts';

export function BlockList({ blocks }: { readonly blocks: readonly BlockJson[] }) {
  return (
    <div className="blocks">
      {blocks.map((block, index) => {
        const blockId = blockIdOf(block, index);
        return <Block key={blockId} block={block} blockId={blockId} />;
      })}
    </div>
  );
}
