import { usePlayground } from '../app/playground.ts';
import { Menu } from '../ui/Menu.tsx';

/** Global shortcuts. Slack sends no channel with them, and neither does the page. */
export function ShortcutMenu() {
  const { snapshot, me, act } = usePlayground();
  const items = snapshot.shortcuts
    .filter((one) => one.type === 'global')
    .map((one) => ({
      key: one.callbackId,
      label: one.name,
      note: snapshot.bot.name,
      onChoose: () => void act({ type: 'shortcut', as: me.id, callbackId: one.callbackId }),
    }));
  return items.length > 0 ? <Menu label="Shortcuts" icon="bolt" items={items} /> : null;
}
