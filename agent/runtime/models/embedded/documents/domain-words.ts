import { technologyAt } from '../facts/name-run.ts';
import { readPrograms } from '../funding/program-words.ts';
import { phrases } from '../text/phrases.ts';
import type { Token } from '../text/tokens.ts';

/** What documents are about beside programs and services: the words of partners, of ACE, and of how things are computed. */
const SUBJECTS = `ace|apn|apn portal|partner central|co sell|cosell|co selling|coselling|co-sell|co-selling|aws partner network|partner network|partner tier|partner tiers|competency|competencies|
  technical validation|business validation|tech validation|committed|qualified|prospect|launched|closed lost|stage|stages|opportunity stage|pipeline hygiene|lead|opportunity registration|deal registration|
  ola|tco|mra|migration readiness|readiness assessment|mobilize|mobilise|assess phase|migrate phase|modernize phase|map phases|phases|landing zone|control tower|wafr|well architected|ftr|technical review|
  marketplace|private offer|private offers|cppo|solution provider|resell|reseller|isv|isvs|spms|partner originated|aws originated|aws referral|referral|account manager|partner manager|pdm|psm|
  eligibility|milestone|milestones|claim|claims|invoice|reimbursement|proof of execution|statement of work|sow|fund request|funding request|approval|approver|stacking|basis|illustrative|
  sizing|rightsizing|right sizing|playbook|capacity|savings plan|savings plans|reserved instances|graviton|cutover|wave planning|migration wave|rehost|replatform|refactor|seven rs|7 rs|6 rs|
  confidence|interval|prediction interval|80 range|range|ranges|backtest|coverage|quantile|similar projects|prediction|predictions|model|data version|sample data|methodology|
  npv|irr|roi|payback|discount rate|lift|baseline|significance|follow on|roadmap|arr|mrr|aws|net new business|flat renewal|ingestion|retention`;

const subject = phrases(
  SUBJECTS.split('|').map((phrase) => [phrase.trim(), true] as const),
  { misspelt: () => true, most: 1 },
);

/** Whether the words name anything that documents are about. */
export function namesSubject(tokens: readonly Token[]): boolean {
  return (
    readPrograms(tokens, true).length > 0 ||
    tokens.some(
      (token, at) => subject(tokens, at) !== null || technologyAt(tokens, at) !== null || isAcronym(token),
    )
  );
}

/** Whether the words name a program, a stage or something to do with them, and no technology alone. */
export function namesRule(tokens: readonly Token[]): boolean {
  return readPrograms(tokens, false).length > 0 || tokens.some((_, at) => rule(tokens, at) !== null);
}

const rule = phrases(
  'ace|partner central|co sell|cosell|technical validation|business validation|committed|qualified|prospect|launched|mobilize|mobilise|assess phase|migrate phase|ftr|technical review|competency|marketplace|private offer|cppo|opportunity registration|deal registration|fund request|funding request|claim|claims|milestone|reimbursement|approval|stage|stages|phase|phases|landing zone|wafr|mra|readiness assessment'
    .split('|')
    .map((phrase) => [phrase, true] as const),
  { misspelt: () => true, most: 1 },
);

/** Capitals that nobody knows may stand in a document. */
function isAcronym({ text, kind }: Token): boolean {
  return kind === 'word' && /^\p{Lu}{2,6}s?$/u.test(text) && !NO_ACRONYM.has(text);
}

const NO_ACRONYM: ReadonlySet<string> = new Set([
  'OK',
  'US',
  'UK',
  'EU',
  'USA',
  'UAE',
  'PM',
  'AM',
  'ASAP',
  'FYI',
  'BTW',
]);
