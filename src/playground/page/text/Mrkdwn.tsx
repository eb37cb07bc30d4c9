import { Fragment, type ReactNode, useMemo } from 'react';
import { handleOf } from '../app/names.ts';
import { usePlayground } from '../app/playground.ts';
import { ChannelMention } from './ChannelMention.tsx';
import { type Node, parseMrkdwn } from './parse.ts';
import { slackDate } from './slackDate.ts';

export function Mrkdwn({ text }: { readonly text: string }) {
  const nodes = useMemo(() => parseMrkdwn(text), [text]);
  return <Nodes nodes={nodes} />;
}

function Nodes({ nodes }: { readonly nodes: readonly Node[] }): ReactNode {
  // The tree is rebuilt whole whenever the text changes, so a node's place is its identity.
  // biome-ignore lint/suspicious/noArrayIndexKey: see above
  return nodes.map((node, index) => <Fragment key={index}>{<One node={node} />}</Fragment>);
}

function One({ node }: { readonly node: Node }) {
  const { snapshot, me } = usePlayground();
  switch (node.type) {
    case 'text':
      return node.text;
    case 'break':
      return <br />;
    case 'bold':
      return (
        <strong>
          <Nodes nodes={node.children} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Nodes nodes={node.children} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Nodes nodes={node.children} />
        </s>
      );
    case 'quote':
      return (
        <blockquote>
          <Nodes nodes={node.children} />
        </blockquote>
      );
    case 'code':
      return <code>{node.text}</code>;
    case 'pre':
      return <pre>{node.text}</pre>;
    case 'link':
      return <Outside url={node.url}>{node.label}</Outside>;
    case 'user':
      return (
        <span className={node.id === me.id ? 'mention mention-me' : 'mention'}>
          @{handleOf(snapshot, node.id) ?? node.label ?? node.id}
        </span>
      );
    case 'channel':
      return <ChannelMention id={node.id} label={node.label} />;
    case 'broadcast':
      return <span className="mention">{node.label}</span>;
    case 'date': {
      const text = <time>{slackDate(node.unix, node.format, node.fallback, me.zone)}</time>;
      return node.url ? <Outside url={node.url}>{text}</Outside> : text;
    }
    default:
      return node satisfies never;
  }
}

function Outside({ url, children }: { readonly url: string; readonly children: ReactNode }) {
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
