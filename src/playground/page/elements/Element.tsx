import type { ElementJson } from '../blocks/json.ts';
import { ButtonElement } from './ButtonElement.tsx';
import { CheckboxesElement } from './CheckboxesElement.tsx';
import { DateElement } from './DateElement.tsx';
import { ExternalSelect } from './ExternalSelect.tsx';
import { OverflowElement } from './OverflowElement.tsx';
import { RadioElement } from './RadioElement.tsx';
import { StaticSelect } from './StaticSelect.tsx';
import { TextElement } from './TextElement.tsx';
import { WhoSelect } from './WhoSelect.tsx';

export function Element({ element }: { readonly element: ElementJson }) {
  switch (element.type) {
    case 'button':
    case 'workflow_button':
      return <ButtonElement element={element} />;
    case 'overflow':
      return <OverflowElement element={element} />;
    case 'static_select':
    case 'multi_static_select':
      return <StaticSelect element={element} />;
    case 'external_select':
    case 'multi_external_select':
      return <ExternalSelect element={element} />;
    case 'users_select':
    case 'multi_users_select':
    case 'conversations_select':
    case 'multi_conversations_select':
    case 'channels_select':
    case 'multi_channels_select':
      return <WhoSelect element={element} />;
    case 'checkboxes':
      return <CheckboxesElement element={element} />;
    case 'radio_buttons':
      return <RadioElement element={element} />;
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <DateElement element={element} />;
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return <TextElement element={element} />;
    case 'image':
      return <img className="accessory-image" src={element.image_url} alt={element.alt_text ?? ''} />;
    default:
      return <span className="unknown">The playground does not draw a “{element.type}”.</span>;
  }
}
