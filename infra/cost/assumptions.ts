/** Something that the estimate takes for granted; `--assume NAME=VALUE` sets it. */
export interface Assumption {
  readonly value: number;
  readonly unit: string;
  readonly why: string;
}

/** How the system is used, besides the number of sellers and their turns. */
export const ASSUMPTIONS = {
  enhancedShare: {
    value: 0.2,
    unit: 'of turns',
    why: 'selectTier takes the enhanced tier by wish or complexity',
  },
  modelCalls: {
    value: 3,
    unit: 'a turn',
    why: 'pick an operation, read its reply, word the answer; ten at most',
  },
  historyTokens: {
    value: 1_500,
    unit: 'tokens a call',
    why: 'earlier turns and replies of operations in the prompt',
  },
  outputTokens: {
    value: 350,
    unit: 'tokens a turn',
    why: 'an answer of some 120 words and the calls before it',
  },
  textUnits: {
    value: 4,
    unit: 'a turn',
    why: 'question and answer through the guardrail, 1,000 characters a unit',
  },
  retrievalShare: { value: 0.3, unit: 'of turns', why: 'questions that are about documents' },
  queries: { value: 1, unit: 'of Athena a turn', why: 'analyses ask two or three times, plain turns never' },
  queryMegabytes: {
    value: 60,
    unit: 'MB a query',
    why: 'five close years of 100,000 projects; 10 at least are charged',
  },
  ledgerWrites: {
    value: 30,
    unit: 'write units a turn',
    why: 'claim, streamed events, result, history, sessions',
  },
  itemReads: { value: 20, unit: 'read units a turn', why: 'the stream’s tailing, artifacts, directory' },
  workerSeconds: { value: 12, unit: 'a turn', why: 'the worker waits while models answer' },
  workerGigabytes: { value: 1, unit: 'GB', why: 'memory of the worker' },
  actionSeconds: { value: 3, unit: 'a turn', why: 'action groups, two calls of 1.5 s' },
  actionGigabytes: { value: 0.5, unit: 'GB', why: 'memory of an action group' },
  requests: { value: 12, unit: 'of the API a turn', why: 'the question, its stream and what the page loads' },
  pageMegabytes: { value: 0.3, unit: 'MB a turn', why: 'assets are kept by the browser' },
  logKilobytes: { value: 30, unit: 'KB a turn', why: 'one line of figures a step, no words of sellers' },
  lakeGigabytes: { value: 2, unit: 'GB', why: '100,000 projects in twelve versions, with events' },
  tableGigabytes: { value: 2, unit: 'GB', why: '90 days of history, seven of results' },
  tracedShare: { value: 0.05, unit: 'of turns', why: 'X-Ray’s sampling' },
  backupFactor: {
    value: 6,
    unit: 'times the data',
    why: 'full first, then changes; 30 d, 365 d and 7 y, in two regions',
  },
  searchIdleShare: {
    value: 0.75,
    unit: 'of the month',
    why: 'search goes down to its minimum at night, at weekends and between questions',
  },
  trainingMinutes: { value: 45, unit: 'a month', why: 'weekly, with the installation of packages' },
} as const satisfies Readonly<Record<string, Assumption>>;

export type AssumptionName = keyof typeof ASSUMPTIONS;
export type Assumed = Readonly<Record<AssumptionName, number>>;

/** An assumption that is set by hand has a name that is unknown, or no number. */
export class AssumptionError extends Error {
  override readonly name = 'AssumptionError';
  readonly code = 'bad-assumption';
}

/**
 * The assumptions with those of `settings` (`NAME=VALUE`) in their place.
 * @throws {AssumptionError} naming what is wrong and the names that there are
 */
export function assume(settings: readonly string[] = []): Assumed {
  const assumed = Object.fromEntries(
    Object.entries(ASSUMPTIONS).map(([name, { value }]) => [name, value]),
  ) as Record<AssumptionName, number>;
  for (const setting of settings) {
    const [name = '', text = ''] = setting.split('=');
    if (!Object.hasOwn(ASSUMPTIONS, name))
      throw new AssumptionError(
        `--assume ${setting}: ${name} is none of ${Object.keys(ASSUMPTIONS).join(', ')}`,
      );
    if (!/^\d+(\.\d+)?$/.test(text))
      throw new AssumptionError(`--assume ${setting}: give ${name}=NUMBER, 0 or more`);
    if (name.endsWith('Share') && Number(text) > 1)
      throw new AssumptionError(`--assume ${setting}: a share is from 0 to 1`);
    assumed[name as AssumptionName] = Number(text);
  }
  return assumed;
}
