/** What a code looks like that leads into an organization. */
export const CODE = /[A-Z]{4}-\d{4}-[A-Z]{4}/;
