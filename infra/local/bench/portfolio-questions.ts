/**
 * Questions about the portfolio, all different by their dates, so that no answer comes from the cache of results: single
 * figures, groups, time lines, top lists, shares, percentiles, services and two periods, as sellers mix them.
 */
export function portfolioQuestion(index: number): string {
  const ask = QUESTIONS[index % QUESTIONS.length] as (typeof QUESTIONS)[number];
  const day = new Date(Date.UTC(2021, 0, 1 + (index % 700))).toISOString().slice(0, 10);
  return ask(day);
}

const QUESTIONS: readonly ((from: string) => string)[] = [
  (from) => `how many projects closed since ${from}?`,
  (from) => `number of projects by industry since ${from}`,
  (from) => `median ARR by industry since ${from}, top 5`,
  (from) => `total ARR by region since ${from}`,
  (from) => `average delivery duration by customer segment since ${from}`,
  (from) => `total ARR by quarter since ${from}`,
  (from) => `top 10 services by MRR since ${from}`,
  (from) => `top 10 partners by total ARR since ${from}`,
  (from) => `how many healthcare projects in Germany since ${from}?`,
  (from) => `projects by year in EMEA since ${from}`,
];
