import type { Token } from '../text/tokens.ts';
import type { FundingFact } from './fact-words.ts';

/** A thing that rules ask for, by its words; what a clause says of it is read from the words around. */
interface Topic {
  readonly field: string;
  readonly names: readonly string[];
  /** Words that say that it is so; none: naming it is enough. */
  readonly holds: RegExp | null;
}

const TOPICS: readonly Topic[] = [
  {
    field: 'partnerPassedTechnicalReview',
    names: ['ftr', 'foundational technical review', 'technical review'],
    holds:
      /^(?:passed|pass|done|did|approved|completed|complete|certified|finished|got|have|has|hold|holds|cleared)$/,
  },
  {
    field: 'partnerHasMigrationCompetency',
    names: [
      'migration competency',
      'migration competence',
      'migrations competency',
      'migration and modernization competency',
      'migration and modernisation competency',
      'mmc',
    ],
    holds: null,
  },
  {
    field: 'proofOfConceptPlanned',
    names: ['poc', 'pilot', 'proof of concept', 'proof of value'],
    holds:
      /^(?:want|wants|wanted|need|needs|plan|plans|planned|planning|ask|asks|asked|start|starts|starting|begin|begins|run|runs|running|doing|do|first|before|upfront|insist|insists|scheduled|agreed|requested)$/,
  },
];

const DENIES =
  /^(?:not?|isnt|arent|wasnt|havent|hasnt|dont|doesnt|didnt|without|lack|lacks|missing|pending|never|skip|skips|open|failed)$/;
/** What is asked about it says nothing of it. */
const ASKS = /^(?:who|which|what|how|does|do|is|can|could|why|when|where|any|will|would)$/;
/** Behind its name it is money. */
const MONEY = /^(?:money|fund|funds|funding|credits?|program|programme|support|requests?|rates?|cap|amount)$/;
const FENCE = /^[,.;:?!()]$/;
const MOST_BEFORE = 6;
const MOST_AFTER = 4;

/** Facts that are said with words between: `they want a small pilot before they sign`, `FTR isn't done yet`. */
export function spokenFactAt(tokens: readonly Token[], at: number): FundingFact | null {
  for (const topic of TOPICS)
    for (const name of topic.names) {
      const words = name.split(' ');
      if (!words.every((word, step) => tokens[at + step]?.fold === word)) continue;
      const to = at + words.length;
      const value = MONEY.test(tokens[to]?.fold ?? '') ? null : saidOf(tokens, at, to, topic);
      if (value !== null) return { field: topic.field, value, from: at, to };
    }
  return null;
}

function saidOf(tokens: readonly Token[], from: number, to: number, { holds }: Topic): boolean | null {
  const before = clause(tokens.slice(Math.max(0, from - MOST_BEFORE), from).reverse()).reverse();
  const after = clause(tokens.slice(to, to + MOST_AFTER));
  if ([...before, ...after].some((fold) => DENIES.test(fold))) return false;
  if (holds === null) return ASKS.test(before[0] ?? '') ? null : true;
  // `who pays for the POC` plans none; `is a pilot planned` asks.
  const said = before.filter((_, index) => !(index < 2 && ASKS.test(before[0] ?? '')));
  return [...said, ...after].some((fold) => holds.test(fold)) ? true : null;
}

/** Up to the mark that ends the clause. */
function clause(tokens: readonly Token[]): string[] {
  const end = tokens.findIndex(({ kind, fold }) => kind === 'line' || FENCE.test(fold));
  return (end < 0 ? tokens : tokens.slice(0, end)).map(({ fold }) => fold);
}
