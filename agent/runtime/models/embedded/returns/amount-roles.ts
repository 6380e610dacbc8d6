import type { Token } from '../text/tokens.ts';
import type { Amount } from '../values/amounts.ts';

/** What an amount can be in a return on investment. */
export type AmountRole = 'cost' | 'current' | 'run' | 'savings' | 'growth' | 'funding' | 'expected';

const ROLE_WORDS: readonly (readonly [AmountRole, string])[] = [
  [
    'savings',
    'save saves saved saving savings saveing cheaper reduce reduces reduction reduced cut cuts cutting less lower spare spares avoid avoids avoided avoidance benefit benefits einsparung ahorro',
  ],
  [
    'growth',
    'growth revenue uplift upside gain gains margin sales income extra additional more earns earn earning turnover profit',
  ],
  [
    'current',
    'today current currently now existing onprem datacenter datacentre hosting colo colocation dc burn burns burning legacy licences licenses license licence licensing maintenance pay pays paying spend spends spending prem premises centre center',
  ],
  ['run', 'run runs running operating opex consumption cloud mrr bill monthly operation operate aws'],
  [
    'funding',
    'funding fund funds funded grant subsidy map mdf credits credit incentive incentives contribution sponsored',
  ],
  [
    'cost',
    'moving move moves cost costs costing costed migration migrate migrating invest investment invests capex upfront budget implementation project oneoff effort fee fees price priced quote quoted quotes sow services professional onetime setup charge charges delivery work bill spend outlay put',
  ],
  ['expected', 'arr acv expected expects worth'],
];

export const ROLES: ReadonlyMap<string, readonly AmountRole[]> = (() => {
  const roles = new Map<string, AmountRole[]>();
  for (const [role, words] of ROLE_WORDS)
    for (const word of words.split(' ')) roles.set(word, [...(roles.get(word) ?? []), role]);
  return roles;
})();

/** A clause ends here, and with it what words say of an amount. */
const FENCES: ReadonlySet<string> = new Set(
  ', ; . ( ) ? ! \n and but while plus & + / |'.split(' ').concat('\n'),
);
const MOST_BEFORE = 8;
const MOST_AFTER = 5;

/** What an amount is of, by the words of its clause; null when none says. `hasNeighbours`: other amounts bound it. */
export function roleOf(tokens: readonly Token[], amount: Amount, all: readonly Amount[]): AmountRole | null {
  const from = clauseStart(tokens, amount, all);
  const to = clauseEnd(tokens, amount, all);
  const near: { role: AmountRole; distance: number }[] = [];
  for (let at = from; at < to; at += 1) {
    if (at >= amount.from && at < amount.to) continue;
    const distance = at < amount.from ? amount.from - at : at - amount.to + 1.5;
    for (const role of ROLES.get(tokens[at]?.fold ?? '') ?? []) near.push({ role, distance });
  }
  if (!isRecurring(amount) && isPaidByAws(tokens.slice(from, to))) return 'funding';
  const has = (role: AmountRole) => near.some((each) => each.role === role);
  if (near.length === 0) return null;
  if (has('savings')) return 'savings';
  if (has('expected') && !has('cost')) return 'expected';
  if (isRecurring(amount)) {
    if (has('growth') && !has('run')) return 'growth';
    if (has('current')) return 'current';
    if (has('run') || has('cost')) return 'run';
  }
  if (has('funding') && !(has('cost') && nearest(near) === 'cost')) return 'funding';
  if (has('cost')) return 'cost';
  const [first] = [...near].sort((a, b) => a.distance - b.distance);
  return first?.role ?? null;
}

/** `AWS puts in 50k`. */
function isPaidByAws(clause: readonly Token[]): boolean {
  const at = clause.findIndex(({ fold }) => /^(?:aws|amazon)$/.test(fold));
  return at >= 0 && clause.slice(at + 1, at + 4).some(({ fold }) => GIVES.test(fold));
}

const GIVES =
  /^(?:puts?|putting|pays?|paid|paying|gives?|contributes?|covers?|chips?|adds?|kicks?|throws?|sponsors?|funds?|invests?|takes?)$/;

function nearest(near: readonly { role: AmountRole; distance: number }[]): AmountRole | undefined {
  return [...near].sort((a, b) => a.distance - b.distance)[0]?.role;
}

function isRecurring({ per }: Amount): boolean {
  return per !== null && per !== 'once';
}

function clauseStart(tokens: readonly Token[], { from }: Amount, all: readonly Amount[]): number {
  const other = Math.max(0, ...all.filter((each) => each.to <= from).map(({ to }) => to));
  for (let at = from - 1; at >= Math.max(other, from - MOST_BEFORE); at -= 1)
    if (isFence(tokens, at)) return at + 1;
  return Math.max(other, from - MOST_BEFORE);
}

function clauseEnd(tokens: readonly Token[], { to }: Amount, all: readonly Amount[]): number {
  const other = Math.min(tokens.length, ...all.filter((each) => each.from >= to).map(({ from }) => from));
  for (let at = to; at < Math.min(other, to + MOST_AFTER); at += 1) if (isFence(tokens, at)) return at;
  // Where another amount follows in the clause, the words between belong to it: `migration 250k savings 20k`.
  return other < tokens.length && other <= to + MOST_AFTER ? to : Math.min(other, to + MOST_AFTER);
}

function isFence(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token === undefined || token.kind === 'line' || FENCES.has(token.fold);
}
