import type { CardCapabilities } from '../base/capabilities.ts';
import type { AdaptiveCard, CardAction, CardElement } from './adaptive-card.ts';

/** A card, as wide as the chat where the client can. Templates are not expanded by clients, and we send none. */
export function card(body: readonly CardElement[], caps: CardCapabilities, actions: readonly CardAction[] = []): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    ...(caps.wide ? { msteams: { width: 'Full' } } : {}),
    body,
    ...(actions.length === 0 ? {} : { actions }),
  };
}
