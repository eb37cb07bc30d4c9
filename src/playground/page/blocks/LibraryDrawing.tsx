import { type Block, Message } from 'slack-blocks-to-jsx';
import 'slack-blocks-to-jsx/dist/style.css';
import type { BlockJson } from '../../wire/protocol.ts';
import { handleOf } from '../app/names.ts';
import { usePlayground } from '../app/playground.ts';
import { useDark } from '../shell/useDark.ts';
import { ChannelMention } from '../text/ChannelMention.tsx';
import { slackDate } from '../text/slackDate.ts';

export default function LibraryDrawing({ block }: { readonly block: BlockJson }) {
  const { snapshot, me } = usePlayground();
  const dark = useDark();
  return (
    <div className="library">
      <Message
        blocks={[block as unknown as Block]}
        name=""
        logo=""
        withoutWrapper
        theme={dark ? 'dark' : 'light'}
        hooks={{
          user: ({ id, name }) => <span className="mention">@{handleOf(snapshot, id) ?? (name || id)}</span>,
          channel: ({ id }) => <ChannelMention id={id} />,
          date: ({ timestamp, format, fallback }) => slackDate(Number(timestamp), format, fallback, me.zone),
        }}
      />
    </div>
  );
}
