import { useEffect, useId, useRef } from 'react';
import { channelLabel } from '../app/names.ts';
import { usePlayground } from '../app/playground.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { CompletionList } from './CompletionList.tsx';
import { draftKey, setDraft, takeFocus, useDraft } from './drafts.ts';
import { ShortcutMenu } from './ShortcutMenu.tsx';
import { useCompletion } from './useCompletion.ts';
import { useComposerKeys } from './useComposerKeys.ts';
import { useSend } from './useSend.ts';

interface Props {
  readonly channel: string;
  readonly threadTs?: string;
}

const NO_COMMANDS = [] as const;

export function Composer({ channel, threadTs }: Props) {
  const { snapshot, me } = usePlayground();
  const key = draftKey(me.id, channel, threadTs);
  const text = useDraft(key);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  // Slack takes no slash commands in threads, so none are offered there.
  const completion = useCompletion(text, threadTs ? NO_COMMANDS : snapshot.commands);
  const { send, sending } = useSend(channel, threadTs);
  const onKeyDown = useComposerKeys({ text, draft: key, completion, send });

  // Runs after each change of the draft: a tip may have filled it and asked for the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `text` is the trigger
  useEffect(() => {
    if (!takeFocus(key)) return;
    field.current?.focus();
    field.current?.setSelectionRange(-1, -1);
  }, [key, text]);

  const where = channelLabel(snapshot, channel);
  const label = threadTs ? 'Reply in thread' : `Message ${where}`;
  return (
    <form
      className="composer"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        void send(text);
      }}
    >
      {completion.open && (
        <CompletionList
          id={id}
          suggestions={completion.suggestions}
          at={completion.at}
          onHover={completion.mark}
          onPick={(one) => {
            setDraft(key, one.line);
            field.current?.focus();
          }}
        />
      )}
      <div className="composer-box">
        <div className="composer-field">
          <div className="composer-ghost" aria-hidden="true">
            <span>{text}</span>
            {completion.ghost}
          </div>
          <textarea
            ref={field}
            rows={1}
            value={text}
            placeholder={threadTs ? 'Reply …' : `Message ${where}, or type ${snapshot.commands[0]?.command ?? '/'}`}
            aria-label={label}
            aria-autocomplete="list"
            aria-controls={completion.open ? id : undefined}
            aria-activedescendant={completion.at >= 0 ? `${id}-${completion.at}` : undefined}
            aria-describedby={`${id}-hint`}
            autoComplete="off"
            onChange={(event) => setDraft(key, event.target.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        <div className="composer-tools">
          {!threadTs && <ShortcutMenu />}
          <IconButton icon="send" label="Send" type="submit" className="composer-send" aria-disabled={!text.trim()} />
        </div>
      </div>
      <p className="composer-status" role="status" id={`${id}-hint`}>
        {sending ? (
          `Waiting for ${snapshot.bot.name} …`
        ) : completion.ghost ? (
          <span className="hidden">May be followed by {completion.ghost}</span>
        ) : (
          ''
        )}
        {completion.open && <span className="hidden">{completion.suggestions.length} suggestions</span>}
      </p>
    </form>
  );
}
