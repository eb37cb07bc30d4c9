import type { BlockJson } from '../../wire/protocol.ts';
import { ActionsBlock } from './ActionsBlock.tsx';
import { AlertBlock } from './AlertBlock.tsx';
import { ChartBlock } from './ChartBlock.tsx';
import { ContainerBlock } from './ContainerBlock.tsx';
import { ContextBlock } from './ContextBlock.tsx';
import { HeaderBlock } from './HeaderBlock.tsx';
import { ImageBlock } from './ImageBlock.tsx';
import { InputBlock } from './InputBlock.tsx';
import { as } from './json.ts';
import { LibraryBlock } from './LibraryBlock.tsx';
import { SectionBlock } from './SectionBlock.tsx';
import { TableBlock } from './TableBlock.tsx';

export function Block({ block, blockId }: { readonly block: BlockJson; readonly blockId: string }) {
  switch (block.type) {
    case 'header':
      return <HeaderBlock block={as(block)} />;
    case 'section':
      return <SectionBlock block={as(block)} blockId={blockId} />;
    case 'context':
      return <ContextBlock block={as(block)} />;
    case 'divider':
      return <hr />;
    case 'actions':
      return <ActionsBlock block={as(block)} blockId={blockId} />;
    case 'input':
      return <InputBlock block={as(block)} blockId={blockId} />;
    case 'image':
      return <ImageBlock block={as(block)} />;
    case 'table':
    case 'data_table':
      return <TableBlock block={as(block)} />;
    case 'data_visualization':
      return <ChartBlock block={as(block)} />;
    case 'alert':
      return <AlertBlock block={as(block)} />;
    case 'container':
      return <ContainerBlock block={as(block)} />;
    default:
      return <LibraryBlock block={block} />;
  }
}
