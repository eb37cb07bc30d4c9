import type { Delivery, DeliveryResult } from '../chat/send.ts';

/** Nothing was sent, so it may be tried again soon. */
const UNSURE_WAIT_SECONDS = 5;

/**
 * Asks, immediately before the call, whether a message may still go (`Delivery.mayGo`). Never throws.
 *
 * @param unsure is told why nobody could say; the message then goes later
 * @returns null when it may
 */
export async function refusedNow({ mayGo }: Delivery, unsure: (error: unknown) => void): Promise<DeliveryResult | null> {
  try {
    return mayGo === undefined || (await mayGo()) ? null : { type: 'overtaken' };
  } catch (error) {
    unsure(error);
    return { type: 'later', seconds: UNSURE_WAIT_SECONDS };
  }
}
