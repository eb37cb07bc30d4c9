/**
 * The words of a portfolio. An epic is an option to invest, never a promise: it has an anticipated outcome and no due
 * date. It goes funnel → exploring → ready → investing → delivered; parked and stopped are ways out.
 */
export const EPIC_STATES = ['funnel', 'exploring', 'ready', 'investing', 'delivered', 'parked', 'stopped'] as const;
export type EpicState = (typeof EPIC_STATES)[number];

/** The states an epic is moved through, in order (MODEL: "States"). */
export const EPIC_FLOW = ['funnel', 'exploring', 'ready', 'investing', 'delivered'] as const;
export type EpicFlowState = (typeof EPIC_FLOW)[number];

/** An epic in one of these may still get items. */
export const OPEN_EPIC_STATES = ['funnel', 'exploring', 'ready', 'investing'] as const;

/** Who an outcome is for (row G1). */
export const AFFECTED = ['customer', 'business', 'platform'] as const;
export type Affected = (typeof AFFECTED)[number];

/** When an epic is to pay back: soon, or by a capability that lasts (row B8). */
export const HORIZONS = ['short', 'long'] as const;
export type Horizon = (typeof HORIZONS)[number];

function position(state: EpicState): number {
  return EPIC_FLOW.indexOf(state as EpicFlowState);
}

/** Is the epic still to be decided or worked on? */
export function isOpen(state: EpicState): boolean {
  return (OPEN_EPIC_STATES as readonly EpicState[]).includes(state);
}

/** May an epic go from here to there? One step on, or back as far as one likes; ways out are other acts. */
export function canMove(from: EpicState, to: EpicFlowState): boolean {
  const [here, there] = [position(from), position(to)];
  return here >= 0 && (there === here + 1 || there < here);
}

/** The next state, or null at the end and outside the flow. */
export function nextState(state: EpicState): EpicFlowState | null {
  const here = position(state);
  return here < 0 ? null : (EPIC_FLOW[here + 1] ?? null);
}

/** The state before, or null at the start and outside the flow. */
export function previousState(state: EpicState): EpicFlowState | null {
  const here = position(state);
  return here <= 0 ? null : (EPIC_FLOW[here - 1] ?? null);
}

/** Does the move start an investment, or take one back? Those are for leaders alone; that it is delivered, its owner says, too. */
export function isInvestment(from: EpicState, to: EpicFlowState): boolean {
  if (from === 'investing' && to === 'delivered') return false;
  return position(from) >= position('investing') || position(to) >= position('investing');
}

/** Does the move take the epic on, rather than back? Gates stand before these. */
export function goesOn(from: EpicState, to: EpicFlowState): boolean {
  return position(to) > position(from);
}
