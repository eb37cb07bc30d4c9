import { useId } from 'react';
import type { OptionJson } from '../blocks/json.ts';
import { Text } from '../text/Text.tsx';

interface Props {
  readonly type: 'checkbox' | 'radio';
  readonly name?: string;
  readonly option: OptionJson;
  readonly checked: boolean;
  readonly invalid?: true;
  readonly onPick: () => void;
}

/** One checkbox or radio button with its description. */
export function Choice({ type, name, option, checked, invalid, onPick }: Props) {
  const id = useId();
  return (
    <label className="choice">
      <input
        type={type}
        name={name}
        checked={checked}
        aria-invalid={invalid}
        aria-describedby={option.description && `${id}-note`}
        onChange={onPick}
      />
      <span>
        <Text text={option.text} />
        {option.description && (
          <small id={`${id}-note`}>
            <Text text={option.description} />
          </small>
        )}
      </span>
    </label>
  );
}
