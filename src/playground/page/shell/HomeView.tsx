import { useEffect, useMemo } from 'react';
import type { Container, View } from '../../wire/protocol.ts';
import { usePlayground } from '../app/playground.ts';
import { BlockList } from '../blocks/BlockList.tsx';
import { FormContext } from '../forms/FormContext.ts';
import { useForm } from '../forms/useForm.ts';

export function HomeView() {
  const { snapshot, me, act } = usePlayground();

  useEffect(() => {
    void act({ type: 'openHome', as: me.id });
  }, [act, me.id]);

  if (!snapshot.home) return <p className="empty">{snapshot.bot.name} has put nothing here yet.</p>;
  return <HomeBlocks key={snapshot.home.id} view={snapshot.home} />;
}

function HomeBlocks({ view }: { readonly view: View }) {
  const container = useMemo<Container>(() => ({ type: 'view', viewId: view.id }), [view.id]);
  const { form } = useForm({ container, surface: 'home', blocks: view.blocks, revision: view.hash, errors: view.errors });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the tab scrolls, also by keyboard
    <section className="home" aria-label="Home tab" tabIndex={0}>
      <div className="home-page">
        <FormContext value={form}>
          <BlockList blocks={view.blocks} />
        </FormContext>
      </div>
    </section>
  );
}
