import { phrases } from '../text/phrases.ts';
import type { Token } from '../text/tokens.ts';
import { spokenFactAt } from './spoken-facts.ts';

/** Facts that rules of programs ask for, as arguments of `recommendFunding`, by the words that say them. */
const FACTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  customerIsNewToAws: {
    true: `new to aws|net new to aws|brand new to aws|new aws customer|first time on aws|never used aws|never been on aws|never on aws|not on aws|not yet on aws|
      not using aws|arent on aws|isnt on aws|dont use aws|does not use aws|doesnt use aws|do not use aws|dont have aws|have no aws|has no aws|no aws account|
      no aws accounts|no aws footprint|no aws yet|no aws spend|first workload on aws|first aws workload|first aws project|net new customer|net new logo|new logo|
      greenfield customer|not an aws customer|not aws customer|zero aws|nothing on aws|never touched aws|new on aws|new with aws|no cloud yet`,
    false: `already on aws|already use aws|already uses aws|already using aws|already run on aws|already runs on aws|existing aws customer|current aws customer|
      on aws already|use aws already|uses aws already|using aws already|aws customer already|already aws customer|already an aws customer|already has aws|already have aws|
      on aws for years|on aws for a while|on aws for long|long on aws|have been on aws|run on aws since|have aws account|has aws account|have aws accounts|has aws accounts|not new to aws|isnt new to aws|arent new to aws|on aws since|been on aws|already spend on aws|already spends on aws`,
  },
  customerIsStartup: {
    true: `startup|start up|startups|seed stage|seed funded|pre seed|series a|series b|series c|venture backed|vc backed|vc funded|venture funded|scaleup|scale up company|early stage company|young company`,
    false: `not a startup|no startup|isnt a startup|arent a startup|not startup`,
  },
  sellerIsSoftwareVendor: {
    true: `we are an isv|we are isv|we an isv|we isv|i work for an isv|im an isv|as an isv|as isv|isv here|isv partner|isv ourselves|our own software|our software product|
      our saas|our own saas|our own product|we sell our software|we sell software|we are a software vendor|we a software vendor|we are software vendor|independent software vendor|
      we build software|we make software|we are a software company|we a software company|we are saas|we a saas|we are a saas|software path|we r an isv|we r isv|were an isv|were isv|were a software vendor|were a software company`,
    false: `not an isv|no isv|arent an isv|not isv|services partner|service partner|consulting partner|we are a consultancy|we a consultancy|we are consultants|system integrator|systems integrator|we are an si|we an si|not a software vendor`,
  },
  partnerHasMigrationCompetency: {
    true: `migration competency|migration and modernization competency|migration and modernisation competency|migrations competency|mmc`,
    false: `no migration competency|no competency|dont have the competency|without competency|without the migration competency|not have the migration competency|lack the migration competency|no mmc`,
  },
  partnerPassedTechnicalReview: {
    true: `passed ftr|passed the ftr|ftr passed|ftr done|did the ftr|done the ftr|have the ftr|have ftr|ftr approved|ftr completed|passed foundational technical review|passed the foundational technical review|foundational technical review done|ftr is done|ftr certified`,
    false: `no ftr|not passed the ftr|ftr not done|ftr not passed|without ftr|ftr pending|not passed ftr|didnt pass the ftr|havent done the ftr|ftr is open|ftr missing`,
  },
  proofOfConceptPlanned: {
    true: `poc comes first|proof of concept comes first|pilot comes first|poc planned|planned poc|plan a poc|planning a poc|want a poc|wants a poc|poc first|start with a poc|starting with a poc|starts with a poc|begin with a poc|pilot first|pilot planned|planned pilot|
      plan a pilot|start with a pilot|doing a poc|do a poc|run a poc|running a poc|runs a poc|a poc before|poc before|poc upfront|proof of concept first|proof of concept planned|plan a proof of concept|do a proof of concept|want a pilot|asked for a poc|ask for a poc|poc is planned|there is a poc|with a poc`,
    false: `no poc|without a poc|without poc|skip the poc|no pilot|no proof of concept|poc not needed|dont need a poc`,
  },
  marketingPlanned: {
    true: `webinar|campaign|trade show|roadshow|marketing event|customer event|marketing activity|marketing campaign|demand generation|joint event|launch event|for an event|for marketing|a booth`,
    false: `no marketing|no campaign|no event`,
  },
};

const fact = phrases(
  Object.entries(FACTS).flatMap(([field, values]) =>
    Object.entries(values).flatMap(([value, row]) =>
      row.split('|').map((phrase) => [phrase.trim(), { field, value: value === 'true' }] as const),
    ),
  ),
);

/** Stages of ACE as sellers write them. */
const stage = phrases<string>(
  Object.entries({
    Prospect:
      'stage is prospect|stage in ace is prospect|ace stage is prospect|it is a prospect in ace|prospect in ace|prospect stage|stage prospect|still a prospect|in prospect|just a prospect|prospecting',
    Qualified: 'qualified|stage qualified|in qualification',
    'Technical Validation':
      'technical validation|tech validation|technical val|tech val|techval|technically validated|technicaly validated|tv stage',
    'Business Validation':
      'business validation|biz validation|business val|biz val|bv stage|commercial validation',
    Committed: 'committed|commited|stage committed|verbal commit|customer committed',
    Launched: 'launched|is live|went live|already live|stage launched',
    'Closed Lost': 'closed lost|is lost|was lost|closed as lost',
  }).flatMap(([value, row]) => row.split('|').map((phrase) => [phrase, value] as const)),
  { misspelt: (value) => value !== 'Prospect' },
);

/** Tiers of the partner: a tier's word beside one that says so. */
const TIERS: ReadonlyMap<string, string> = new Map([
  ['registered', 'Registered'],
  ['select', 'Select'],
  ['advanced', 'Advanced'],
  ['premier', 'Premier'],
  ['premiere', 'Premier'],
]);
const BESIDE_TIER = /^(?:is|tier|partners?|level|status|consulting|services)$/;

export interface FundingFact {
  readonly field: string;
  readonly value: string | boolean;
  readonly from: number;
  readonly to: number;
}

const NEGATIONS: ReadonlySet<string> = new Set(
  'not isnt arent no never neither havent hasnt dont doesnt didnt wasnt without'.split(' '),
);

/** What a message says that rules of programs ask for. */
export function readFundingFacts(tokens: readonly Token[]): readonly FundingFact[] {
  const found: FundingFact[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const read = fact(tokens, at);
    // `when it launches` is not yet.
    const ofStage = STILL.test(tokens[at]?.fold ?? '') ? null : stage(tokens, at);
    const tier = tierAt(tokens, at);
    const spoken = read === null ? spokenFactAt(tokens, at) : null;
    const next = read?.next ?? spoken?.to ?? ofStage?.next ?? tier?.next;
    if (next === undefined) continue;
    if (spoken !== null) found.push(spoken);
    else if (read !== null) {
      // `no POC money any more?` is about the money.
      if (read.value.field === 'proofOfConceptPlanned' && MONEY.test(tokens[next]?.fold ?? '')) continue;
      const isTurned = read.value.value && isNegated(tokens, at);
      found.push({ field: read.value.field, value: read.value.value && !isTurned, from: at, to: next });
    } else if (ofStage !== null && !isNegated(tokens, at)) {
      found.push({ field: 'opportunityStage', value: ofStage.value, from: at, to: next });
    } else if (tier !== null) found.push({ field: 'partnerTier', value: tier.value, from: at, to: next });
    at = next - 1;
  }
  return found;
}

const STILL = /^(?:launch|launches|launching|commit|commits|qualify|qualifies)$/;
const MONEY = /^(?:money|fund|funds|funding|credits?|program|programme)$/;

function tierAt(tokens: readonly Token[], at: number): { value: string; next: number } | null {
  const value = TIERS.get(tokens[at]?.fold ?? '');
  if (value === undefined) return null;
  const isTier =
    BESIDE_TIER.test(tokens[at + 1]?.fold ?? '') ||
    BESIDE_TIER.test(tokens[at - 1]?.fold ?? '') ||
    /^(?:we|are|were)$/.test(tokens[at - 1]?.fold ?? '') ||
    (/^(?:only|just|still|now|currently)$/.test(tokens[at - 1]?.fold ?? '') &&
      /^(?:we|are|were|is|im|am)$/.test(tokens[at - 2]?.fold ?? ''));
  return isTier ? { value, next: at + 1 } : null;
}

function isNegated(tokens: readonly Token[], at: number): boolean {
  for (const back of [1, 2, 3]) {
    const { fold = '', kind = 'mark' } = tokens[at - back] ?? {};
    if (kind === 'line' || /^[,.;:?!]$/.test(fold)) return false;
    if (NEGATIONS.has(fold)) return true;
  }
  return false;
}
