import type { AdaptiveCard, CardAction, CardElement } from './adaptive-card.ts';

/** A card as wide as the chat. Templates are not expanded by clients, and we send none. */
export function card(body: readonly CardElement[], actions: readonly CardAction[] = []): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    msteams: { width: 'Full' },
    body,
    ...(actions.length === 0 ? {} : { actions }),
  };
}
