/**
 * P(X ≥ k) of a binomial. The number of successes among draws of several urns without replacement has a tail no
 * heavier than that of the binomial with the same mean, from one above the mean on (Hoeffding 1956): with `p` the
 * expected part, the value is never too small.
 * @param n trials, whole @param p 0 to 1
 */
export function binomialTail(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  if (k > n || p <= 0) return 0;
  if (p >= 1) return 1;
  // Below the mean the other tail is the small one, and its terms do not vanish.
  if (k < n * p) return 1 - binomialTail(n - k + 1, n, 1 - p);
  let term = Math.exp(lnChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
  let sum = term;
  const odds = p / (1 - p);
  for (let at = k; at < n; at += 1) {
    term *= ((n - at) / (at + 1)) * odds;
    sum += term;
    if (term < sum * 1e-16) break;
  }
  return Math.min(1, sum);
}

function lnChoose(n: number, k: number): number {
  return lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k);
}

const SMALL = 256;
const lnFactorials = Float64Array.from({ length: SMALL }, () => 0);
for (let n = 2; n < SMALL; n += 1) lnFactorials[n] = (lnFactorials[n - 1] ?? 0) + Math.log(n);

/** Summed where small, Stirling's series beyond: exact to 1e-12. */
function lnFactorial(n: number): number {
  if (n < SMALL) return lnFactorials[n] ?? 0;
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1 / (12 * n) - 1 / (360 * n ** 3);
}

/**
 * Holm's step-down correction: the p-values after which the chance of any false rule among all is kept, whatever
 * depends on what. In the order given.
 * @param total how many were tested, at least as many as there are values: those left out count as larger
 */
export function holm(pValues: readonly number[], total: number = pValues.length): number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => (pValues[a] ?? 1) - (pValues[b] ?? 1));
  const adjusted = new Array<number>(pValues.length).fill(1);
  let most = 0;
  order.forEach((index, rank) => {
    most = Math.max(most, Math.min(1, (pValues[index] ?? 1) * (total - rank)));
    adjusted[index] = most;
  });
  return adjusted;
}

/** 1.2816: the normal deviate of 80 % in the middle. */
const Z = 1.2815515655446004;

/** The 80 % Wilson interval of a share. */
export function wilson(successes: number, trials: number): { readonly low: number; readonly high: number } {
  if (trials === 0) return { low: 0, high: 1 };
  const share = successes / trials;
  const z2 = Z ** 2 / trials;
  const middle = (share + z2 / 2) / (1 + z2);
  const half = (Z * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials))) / (1 + z2);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
