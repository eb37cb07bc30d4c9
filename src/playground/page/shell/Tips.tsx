import { usePlayground } from '../app/playground.ts';
import { draftKey, offerDraft } from '../composer/drafts.ts';
import { Icon } from '../ui/Icon.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { hideTips } from './tipsShown.ts';

/** What a newcomer may try. Choosing one goes there as that person and fills the composer; sending stays theirs. */
export function Tips() {
  const { snapshot, me, route, go } = usePlayground();
  if (snapshot.tips.length === 0) return null;
  return (
    <section className="tips" aria-label="Things to try">
      <Icon name="bulb" />
      <ul>
        {snapshot.tips.map((tip) => {
          const person = snapshot.people.find((one) => one.id === tip.as);
          const channel = snapshot.channels.find((one) => one.id === tip.channel);
          const where = [
            tip.as !== me.id && person && `as ${person.realName.split(' ')[0]}`,
            tip.channel !== route.channel && channel && (channel.kind === 'direct' ? `to ${snapshot.bot.name}` : `in #${channel.name}`),
          ].filter(Boolean);
          return (
            <li key={`${tip.type}/${tip.as}/${tip.channel}`}>
              <button
                type="button"
                className="tip"
                onClick={() => {
                  offerDraft(draftKey(tip.as, tip.channel), tip.type);
                  go({ as: tip.as, channel: tip.channel, thread: undefined });
                }}
              >
                <code>{tip.type}</code> {where.length > 0 && <small>{where.join(' ')}</small>}
              </button>
            </li>
          );
        })}
      </ul>
      <IconButton icon="close" label="Hide the tips" onClick={hideTips} />
    </section>
  );
}
