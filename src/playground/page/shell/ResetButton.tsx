import { usePlayground } from '../app/playground.ts';
import type { ConfirmJson, TextJson } from '../blocks/json.ts';
import { Icon } from '../ui/Icon.tsx';
import { showTips } from './tipsShown.ts';

const plain = (text: string): TextJson => ({ type: 'plain_text', text });

const QUESTION: ConfirmJson = {
  title: plain('Start the demo afresh?'),
  text: plain('All messages and all work go back to where they began. This cannot be undone.'),
  confirm: plain('Start afresh'),
  deny: plain('Keep'),
  style: 'danger',
};

export function ResetButton() {
  const { act, confirm, go, show } = usePlayground();
  const reset = async () => {
    if (!(await confirm(QUESTION))) return;
    show(null);
    go({ thread: undefined });
    await act({ type: 'reset' });
    showTips();
  };
  return (
    <button type="button" className="reset" onClick={reset}>
      <Icon name="reset" size={16} /> Reset the demo
    </button>
  );
}
