import type { ESTree } from 'vite';

/** Visits a node and all below it, each with those above it, outermost first. */
export function walk(node: ESTree.Node, visit: (node: ESTree.Node, above: readonly ESTree.Node[]) => void): void {
  const above: ESTree.Node[] = [];
  const enter = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) enter(each);
    if (!isNode(value)) return;
    visit(value, above);
    above.push(value);
    for (const child of Object.values(value)) enter(child);
    above.pop();
  };
  enter(node);
}

function isNode(value: unknown): value is ESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
