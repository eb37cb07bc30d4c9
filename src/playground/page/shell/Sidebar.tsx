import { usePlayground } from '../app/playground.ts';
import { Wheel } from '../ui/Wheel.tsx';
import { ChannelList } from './ChannelList.tsx';
import { PersonSwitcher } from './PersonSwitcher.tsx';
import { ResetButton } from './ResetButton.tsx';
import { ThemeToggle } from './ThemeToggle.tsx';

export function Sidebar() {
  const { snapshot } = usePlayground();
  return (
    <div className="sidebar" id="sidebar">
      <header className="brand">
        <span className="brand-mark">
          <Wheel />
        </span>
        <div>
          <strong>{snapshot.team.name}</strong>
          <span>Millrace playground</span>
        </div>
      </header>
      <PersonSwitcher />
      <ChannelList />
      <footer className="sidebar-foot">
        <ResetButton />
        <ThemeToggle />
      </footer>
    </div>
  );
}
