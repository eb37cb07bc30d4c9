import { usePlayground } from '../app/playground.ts';
import { HOME } from '../app/route.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { hideTips, showTips, useTipsShown } from './tipsShown.ts';

interface Props {
  readonly onMenu: () => void;
  readonly menuOpen: boolean;
}

export function MainHeader({ onMenu, menuOpen }: Props) {
  const { snapshot, route, panel, show } = usePlayground();
  const tips = useTipsShown();
  const channel = snapshot.channels.find((one) => one.id === route.channel);
  const home = route.channel === HOME;
  const title = home || channel?.kind === 'direct' ? snapshot.bot.name : `#${channel?.name ?? ''}`;
  const note = home ? 'Home tab' : channel?.kind === 'direct' ? 'Direct message' : channel?.topic;
  const traffic = panel?.kind === 'traffic';
  return (
    <header className="main-head">
      <IconButton icon="menu" label="Menu" className="only-narrow" aria-expanded={menuOpen} aria-controls="sidebar" onClick={onMenu} />
      <div className="main-title">
        <h1>{title}</h1>
        {note && <p>{note}</p>}
      </div>
      {home && snapshot.home && (
        <IconButton
          icon="json"
          label="What the bot sent"
          onClick={() => show({ kind: 'raw', title: 'Home tab', json: snapshot.home?.raw })}
        />
      )}
      {!home && snapshot.tips.length > 0 && (
        <IconButton icon="bulb" label="Things to try" aria-pressed={tips} onClick={tips ? hideTips : showTips} />
      )}
      <IconButton icon="traffic" label="Traffic" aria-pressed={traffic} onClick={() => show(traffic ? null : { kind: 'traffic' })} />
    </header>
  );
}
