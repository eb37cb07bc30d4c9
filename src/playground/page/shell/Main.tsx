import { usePlayground } from '../app/playground.ts';
import { HOME } from '../app/route.ts';
import { ChannelView } from './ChannelView.tsx';
import { HomeView } from './HomeView.tsx';
import { MainHeader } from './MainHeader.tsx';

interface Props {
  readonly onMenu: () => void;
  readonly menuOpen: boolean;
  /** Under the open drawer. */
  readonly inert: boolean;
}

export function Main({ onMenu, menuOpen, inert }: Props) {
  const { route, me } = usePlayground();
  return (
    <main className="main" inert={inert}>
      <MainHeader onMenu={onMenu} menuOpen={menuOpen} />
      {route.channel === HOME ? <HomeView key={me.id} /> : <ChannelView key={`${me.id}/${route.channel}`} channelId={route.channel} />}
    </main>
  );
}
