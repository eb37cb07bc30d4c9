import { usePlayground } from '../app/playground.ts';
import { ModalView } from './ModalView.tsx';

/** All open modals stay mounted, so that what was typed below survives a pushed one. */
export function ModalStack({ covered }: { readonly covered: boolean }) {
  const { snapshot } = usePlayground();
  const last = snapshot.modals.length - 1;
  return snapshot.modals.map((view, index) => <ModalView key={view.id} view={view} top={index === last && !covered} depth={index} />);
}
