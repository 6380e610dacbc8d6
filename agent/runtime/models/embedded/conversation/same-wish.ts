import type { Fact } from '../facts/fact.ts';
import type { Draft } from './draft.ts';

/** `same workload`, `the same again`, `exactly the same thing as the other one`. */
const SAME =
  /^(?:(?:again|basically|exactly|pretty much|just|it['’]?s|is|wants?|needs?|with|for|the|a|they|want|need)\s+)*same(?:\s+(?:workloads?|scope|wish|thing|stuff|work|project|setup|set-up|stack|description|use case|requirements?|deal|idea|story|again|here|as|above|before|that|for|the|other|one|there|them|last|first|previous))*$/i;

/** Facts of which the wish is said to be that of the opportunity at hand, with that wish. */
export function withSameWish(facts: readonly Fact[], atHand: Draft): readonly Fact[] {
  const known = atHand.values.description?.value;
  return known === undefined
    ? facts
    : facts.map((fact) =>
        fact.field === 'description' && SAME.test(String(fact.value).trim())
          ? { ...fact, value: known }
          : fact,
      );
}
