import { withinDistance } from '#action-groups/kernel/edit-distance.ts';
import { GLOSSARY } from '#knowledge-base/documents/index/glossary.ts';
import { stem } from '../intents/stem.ts';
import { stemsIn } from './passage-units.ts';

/** Words by which sellers and documents mean the same, a row each; a further row is all that a new one needs. */
const ROWS = `
limit cap caps ceiling maximum max most
money funding fund funds pay pays paid cash credits amount
pilot poc proof prove trial
move advance progress promote entry enter exit steps
compute computed calculate calculated calculation derive comes reckons reckoned made
pilot poc
range ranges interval band spread
submit paperwork evidence documents papers application upload enter
reject rejected rejection refused refuse declined disqualified
returned back corrections corrected
reason reasons why because cause
deadline date days until time due expire expires validity
approve approval approved approver sign signs
risk risks mistake mistakes pitfall wrong faults stuck problem
size sizing capacity instance instances large big
cost costs price pricing expensive cheap spend
combine combined stack stacking together both
eligible eligibility qualify qualifies apply applies requirements
startup startups founder
accuracy accurate trust reliable confidence sure
similar neighbours nearest alike comparable
lost lose losing
customer client account
deal opportunity
partner partners provider
security secure rules
question questions ask asks
duplicate duplicates same twice
start begin began begins begun
launch launched live production
delay late slips slip postponed
isv vendor vendors software
legal compliance
next sell upsell follow
recovery disaster backup outage
database databases engine
mainframe cobol
call calls centre center agents
licence license licenses licences licensing
`;

const GROUPS: ReadonlyMap<string, ReadonlySet<string>> = groups();

function groups(): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, Set<string>>();
  for (const row of ROWS.split('\n')) {
    const stems = row.split(/\s+/).filter(Boolean).map(stem);
    for (const each of stems) all.set(each, new Set([...(all.get(each) ?? []), ...stems]));
  }
  return all;
}

const SHORTEST_PREFIX = 5;
const SHORTEST_MISSPELT = 5;
const SHORTEST_TWICE = 9;
const ALIKE = 0.7;
const SHORT_NAME = 0.9;

/** The words of what short names stand for. */
const LONG_FORMS: ReadonlyMap<string, readonly string[]> = new Map(
  GLOSSARY.map(({ short, long }) => [stem(short.toLowerCase()), [...stemsIn(long)]] as const).filter(
    ([, words]) => words.length > 1,
  ),
);

/**
 * How well words have a word, as stems: 1 as it is, less by what a short name stands for or by one that means
 * the same, 0 not at all.
 */
export function wordIn(stems: ReadonlySet<string>, word: string): number {
  if (stems.has(word)) return 1;
  const isPart =
    word.length >= SHORTEST_PREFIX &&
    [...stems].some(
      (each) => each.startsWith(word) || (each.length >= SHORTEST_PREFIX && word.startsWith(each)),
    );
  if (isPart) return 1;
  if (LONG_FORMS.get(word)?.every((each) => stems.has(each)) === true) return SHORT_NAME;
  for (const each of GROUPS.get(word) ?? []) if (stems.has(each)) return ALIKE;
  return 0;
}

/** The word that is meant by one that is in none of the texts: the first letter right, another wrong, of long words two. */
export function meantBy(word: string, stems: ReadonlySet<string>): string | null {
  if (word.length < SHORTEST_MISSPELT || /\d/.test(word) || wordIn(stems, word) > 0) return null;
  const near = [...stems].filter(
    (each) => each.length >= SHORTEST_MISSPELT && each[0] === word[0] && !/\d/.test(each),
  );
  const within = (most: number) => near.find((each) => withinDistance(each, word, most));
  return within(1) ?? (word.length >= SHORTEST_TWICE ? within(2) : undefined) ?? null;
}
