/** From the first signal until everything has ended, in ms: whoever stops us must wait longer (`stop_grace_period` in compose.yaml). */
export const DRAIN_MS = 25_000;
/** After that, the database's connections. */
export const CLOSE_MS = 3_000;
/** How long a balancer is told "not ready" while everything is still served, so that it can look elsewhere first. */
export const LEAVE_MS = 5_000;
