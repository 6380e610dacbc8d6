/** The rate a period at which flows are worth nothing, or why there is none to give. */
export type InternalRate =
  | { readonly kind: 'rate'; readonly rate: number }
  /** Nothing is paid, nothing comes back, or no rate makes the two equal. */
  | { readonly kind: 'none'; readonly reason: 'nothing-paid' | 'nothing-back' | 'never-zero' }
  | { readonly kind: 'several'; readonly rates: readonly number[] };

/**
 * The internal rate of return a period. Flows that change their sign once have exactly one (Descartes), and it is
 * bracketed and bisected over ln(1 + rate). With more changes the whole range is walked in small steps first, and
 * several rates are said, since none of them is "the" rate.
 */
export function internalRate(flows: readonly number[]): InternalRate {
  const signs = flows.map(Math.sign).filter((sign) => sign !== 0);
  if (!signs.includes(-1)) return { kind: 'none', reason: 'nothing-paid' };
  if (!signs.includes(1)) return { kind: 'none', reason: 'nothing-back' };
  const changes = signs.filter((sign, at) => at > 0 && sign !== signs[at - 1]).length;
  const [from, to] = [-WIDEST, WIDEST];
  const brackets = changes === 1 ? [[from, to] as const] : crossings(flows, from, to);
  const rates = brackets.map(([low, high]) => Math.expm1(bisect(flows, low, high)));
  const [first, ...others] = rates;
  if (first === undefined) return { kind: 'none', reason: 'never-zero' };
  return others.length === 0 ? { kind: 'rate', rate: first } : { kind: 'several', rates };
}

/** Rates a period from e^-40 - 1 to e^40 - 1: all that amounts to the cent can have. */
const WIDEST = 40;
const STEP = 0.002;
/** Where several rates are looked for: from -95 % to 1,900 % a period. */
const WALKED = 3;
const HALVINGS = 100;

/** The sign of the flows' value where 1 + rate is e^growth; scaled by its largest power, so that none overflows. */
function signAt(flows: readonly number[], growth: number): number {
  const last = growth < 0 ? flows.length - 1 : 0;
  return Math.sign(flows.reduce((sum, flow, period) => sum + flow * Math.exp(growth * (last - period)), 0));
}

function crossings(
  flows: readonly number[],
  from: number,
  to: number,
): readonly (readonly [low: number, high: number])[] {
  const inner = Array.from({ length: (2 * WALKED) / STEP + 1 }, (_, at) => -WALKED + at * STEP);
  const places = [from, ...inner, to].map((growth) => ({ growth, sign: signAt(flows, growth) }));
  const told = places.filter(({ sign }) => sign !== 0);
  return told.flatMap((place, at) => {
    const before = told[at - 1];
    return before === undefined || before.sign === place.sign ? [] : [[before.growth, place.growth] as const];
  });
}

function bisect(flows: readonly number[], low: number, high: number): number {
  let [from, to] = [low, high];
  const sign = signAt(flows, from);
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (from + to) / 2;
    if (signAt(flows, middle) === sign) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}
