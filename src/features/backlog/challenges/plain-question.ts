/** What is asked where nobody says it otherwise. */
export const PLAIN_QUESTION = 'Why is it here?';
