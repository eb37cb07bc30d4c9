import { fragment } from '../connection/fragment.ts';

/** States of an epic that is neither delivered nor parked: it still counts as considered, and as what is alike. */
export const OPEN_EPIC_STATES = fragment`('funnel', 'exploring', 'ready', 'investing')`;

/** Member `m` who owns epic `e`, if anybody does. */
export const EPIC_OWNER = fragment`LEFT JOIN member m ON m.organization_id = e.organization_id AND m.id = e.owner_id`;

/** Theme `t` that epic `e` serves, if it names one. */
export const EPIC_THEME = fragment`LEFT JOIN theme t ON t.organization_id = e.organization_id AND t.id = e.theme_id`;

/** The last review `r` of the outcome of epic `e` since it was delivered last. */
export const LAST_REVIEW = fragment`
  LEFT JOIN LATERAL (
    SELECT o.verdict, o.at FROM outcome_review o
    WHERE o.organization_id = e.organization_id AND o.epic_id = e.id AND o.at >= e.finished_at
    ORDER BY o.at DESC, o.id DESC LIMIT 1) AS r ON true`;
