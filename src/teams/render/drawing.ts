import type { CardCapabilities } from '../base/capabilities.ts';

/** Where something is drawn. */
export interface Drawing {
  readonly caps: CardCapabilities;
  readonly surface: 'chat' | 'dialog';
  /** Inputs stand in the same card. */
  readonly inForm: boolean;
}
