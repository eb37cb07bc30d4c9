import { useEffect, useState } from 'react';
import { usePlayground } from '../app/playground.ts';
import { SidePanel } from '../panels/SidePanel.tsx';
import { Main } from './Main.tsx';
import { Sidebar } from './Sidebar.tsx';

/** Sidebar, middle, panel. On a narrow screen the sidebar is a drawer and the panel covers the middle. */
export function Shell({ inert }: { readonly inert: boolean }) {
  const { route, panel } = usePlayground();
  const [drawer, setDrawer] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: going elsewhere is what closes the drawer
  useEffect(() => setDrawer(false), [route.as, route.channel]);

  useEffect(() => {
    if (!drawer) return;
    const before = document.activeElement as HTMLElement | null;
    document.querySelector<HTMLElement>('#sidebar button')?.focus();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) setDrawer(false);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      before?.focus();
    };
  }, [drawer]);

  const open = panel !== null || route.thread !== undefined;
  return (
    <div className={`shell ${drawer ? 'shell-drawer' : ''} ${open ? 'shell-panel' : ''}`} inert={inert}>
      <Sidebar />
      {drawer && <button type="button" className="scrim" aria-label="Close the menu" onClick={() => setDrawer(false)} />}
      <Main onMenu={() => setDrawer(true)} menuOpen={drawer} inert={drawer} />
      <SidePanel />
    </div>
  );
}
