/** Evidence takes links that others may follow, and no others. */
const safeLinks = (value: string) => !/(^|[\s([<"“])(http:\/\/|javascript:\S|file:\/\/|data:[\w.+-]+\/|https:\/\/[^\s/]*@)/i.test(value);

/** One address, and nothing else. */
const oneAddress = (value: string) => /^https:\/\/\S+$/.test(value) && URL.canParse(value) && !value.includes('@');

/** By form and field: rules of contracts for what is typed, written apart from them. What breaks one is refused beside the field. */
export const JUDGED: Readonly<Record<string, (value: string) => boolean>> = {
  'backlog.addRevived.evidence': safeLinks,
  'decisions.decide.link': oneAddress,
  'outcomes.review.evidence': safeLinks,
  'portfolio.details.evidence': safeLinks,
  'portfolio.evidence.evidence': safeLinks,
};
