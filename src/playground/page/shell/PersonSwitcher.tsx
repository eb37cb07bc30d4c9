import { usePlayground } from '../app/playground.ts';
import { HOME } from '../app/route.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';

export function PersonSwitcher() {
  const { snapshot, me, route, go } = usePlayground();
  const direct = snapshot.channels.find((one) => one.id === route.channel && one.kind === 'direct');
  const items = snapshot.people.map((person) => ({
    key: person.id,
    label: person.realName,
    note: person.role,
    mark: <Avatar author={{ id: person.id, name: person.realName, bot: false }} size="small" />,
    checked: person.id === me.id,
    // A direct message is somebody's own: the next person starts at their Home tab instead.
    onChoose: () => go({ as: person.id, channel: direct ? HOME : route.channel }),
  }));
  return (
    <div className="switcher">
      <Menu label={`Acting as ${me.realName}. Change person`} items={items} className="switcher-button" width={272}>
        <Avatar author={{ id: me.id, name: me.realName, bot: false }} />
        <span className="switcher-text">
          <span className="switcher-caption">Acting as</span>
          <strong>
            {me.realName}
            {me.admin && <span className="admin-tag">admin</span>}
          </strong>
          <span className="switcher-role">{me.role}</span>
        </span>
        <Icon name="down" size={16} />
      </Menu>
    </div>
  );
}
