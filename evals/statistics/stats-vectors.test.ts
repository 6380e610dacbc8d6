import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from './benjamini-hochberg.ts';
import { bootstrap } from './bootstrap.ts';
import { clopperPearson } from './clopper-pearson.ts';
import { clusteredMean } from './clustered-mean.ts';
import { evidenceP, pairEvidence } from './e-process.ts';
import { holm } from './holm.ts';
import { cohenKappa } from './kappa.ts';
import { mcnemar } from './mcnemar.ts';
import { mcnemarPower } from './mcnemar-power.ts';
import { newcombePaired } from './newcombe-paired.ts';
import { pairsNeeded } from './pair-plan.ts';
import { pairedTNeeded, pairedTPower } from './paired-t-power.ts';
import { passAtK, passHatK } from './pass-at-k.ts';
import { roganGladen } from './rogan-gladen.ts';
import { sampleRatio } from './sample-ratio.ts';
import { casesNeeded } from './score-plan.ts';
import { signFlip } from './sign-flip.ts';
import { tangoInterval } from './tango-interval.ts';
import { wilcoxonSignedRank } from './wilcoxon.ts';
import { wilsonInterval } from './wilson-interval.ts';

const vectors = JSON.parse(
  readFileSync(new URL('./__fixtures__/stats-vectors.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;

/** What we make of an entry, in its own shape, so that every number of it is compared. */
type Ours = (entry: never) => unknown;

type Row = readonly number[];
type Rows = readonly Row[];
const eachRow = (ours: (...row: number[]) => Row) => (rows: Rows) => rows.map((row) => ours(...row));

const darwinBootstrap = (method: 'bca' | 'percentile') => {
  const { darwin } = vectors.signFlip as { darwin: number[] };
  const statistic = (drawn: readonly number[]) => drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
  const { low, high } = bootstrap({ clusters: darwin, statistic, method, resamples: 20_000 });
  return [low, high];
};

const FUNCTIONS: Readonly<Record<string, Ours>> = {
  wilson95: eachRow((x = 0, n = 0) => [x, n, ...ends(wilsonInterval(x, n))]),
  clopperPearson95: eachRow((x = 0, n = 0) => [x, n, ...ends(clopperPearson(x, n))]),
  mcnemar_b_c_exact_midp_chi2cc_pcc: eachRow((b = 0, c = 0) => {
    const { exactP, midP, chiSquare, chiSquareP } = mcnemar(b, c);
    return [b, c, exactP, midP, chiSquare, chiSquareP];
  }),
  newcombePaired10_a_b_c_d_diff_lo_hi: eachRow((a = 0, b = 0, c = 0, d = 0) => {
    const ours = newcombePaired({ both: a, firstOnly: b, secondOnly: c, neither: d });
    return [a, b, c, d, ours.difference, ...ends(ours)];
  }),
  tango_b_c_n_lo_hi: eachRow((b = 0, c = 0, n = 0) => [b, c, n, ...ends(tangoInterval(b, c, n))]),
  pairedT: ({ sleep_diff }: { sleep_diff: Row }) => {
    const ours = clusteredMean(sleep_diff);
    return { sleep_diff, t: ours.t, df: ours.degrees, p: ours.p, ci: ends(ours) };
  },
  signFlip: ({ darwin }: { darwin: Row }) => {
    const flip = signFlip(darwin);
    const { t, p } = clusteredMean(darwin);
    return {
      darwin,
      count_two_sided: flip.count,
      // The sums lie evenly around 0.
      count_one_sided: flip.count / 2,
      of: flip.of,
      p2: flip.p,
      t,
      p_t: p,
    };
  },
  wilcoxon: ({ x, y }: { x: Row; y: Row }) => {
    const { v, p } = wilcoxonSignedRank(x.map((value, at) => value - (y[at] ?? 0)));
    return { x, y, V: v, p2: p };
  },
  cluster: ({ g, d }: { g: Row; d: Row }) => {
    const ours = clusteredMean(d, g);
    const sums = [...new Set(g)].map((each) =>
      d.reduce((sum, value, at) => sum + (g[at] === each ? value : 0), 0),
    );
    const flip = signFlip(sums);
    // A sum of 0 has no sign: the reference flips it all the same.
    const zeros = 2 ** sums.filter((sum) => sum === 0).length;
    return {
      g,
      d,
      mean: ours.mean,
      se_miller: ours.plainStandardError,
      se_CR1: ours.standardError,
      ci_t7: ends(ours),
      p_t7: ours.p,
      se_naive: clusteredMean(d).standardError,
      signflip_count: flip.count * zeros,
      of: flip.of * zeros,
    };
  },
  bcaDarwinMean95: () => darwinBootstrap('bca'),
  percentileDarwinMean95: () => darwinBootstrap('percentile'),
  holm: ([ps]: Rows) => [ps, holm(ps ?? [])],
  bh: ([ps]: Rows) => [ps, benjaminiHochberg(ps ?? [])],
  BH1995: ({ p }: { p: Row }) => {
    const rejected = (adjusted: Row) => adjusted.filter((each) => each <= 0.05).length;
    const bonferroni = p.map((each) => each * p.length);
    return {
      p,
      reject: {
        bonferroni: rejected(bonferroni),
        holm: rejected(holm(p)),
        bh: rejected(benjaminiHochberg(p)),
      },
    };
  },
  eMcNemarUniform_b_c_E_p: eachRow((b = 0, c = 0) => {
    const evidence = pairEvidence(b, c);
    return [b, c, evidence, evidenceP(evidence)];
  }),
  power: () => ({
    'pairedT_n50_delta.1_sd.3': pairedTPower(50, 0.1, 0.3),
    'pairedT_n_for_delta.05_sd.3_power.8': pairedTNeeded(0.05, 0.3),
    'connor_n_pb.05_pc.15': pairsNeeded(0.05, 0.15),
    'connor_n_pb.05_pc.10': pairsNeeded(0.05, 0.1),
    'mcnemarExact_n200_.05_.15': mcnemarPower(200, 0.05, 0.15, { test: 'exactP' }),
    'mcnemarMidp_n200_.05_.15': mcnemarPower(200, 0.05, 0.15, { test: 'midP' }),
    'mcnemarExact_n50_.05_.15': mcnemarPower(50, 0.05, 0.15, { test: 'exactP' }),
    'miller_n_w2=1/9_d=.03': casesNeeded(0.03, { between: 1 / 9 }),
    'miller_n_w2=1/9_s2=1/6_K1': casesNeeded(0.03, {
      between: 1 / 9,
      within: { base: 1 / 6, candidate: 1 / 6 },
    }),
    miller_n_K10: casesNeeded(0.03, {
      between: 1 / 9,
      within: { base: 1 / 6, candidate: 1 / 6 },
      repeats: 10,
    }),
  }),
  passK_n_c_k_at_hat: eachRow((n = 0, c = 0, k = 0) => [n, c, k, passAtK(n, c, k), passHatK(n, c, k)]),
  kappa: ({ table }: { table: Rows }) => {
    const ours = cohenKappa(table);
    return { table, kappa: ours.kappa, se: ours.standardError, ci: ends(ours) };
  },
  srm: ({ counts }: { counts: Row }) => {
    const { chiSquare, p } = sampleRatio(counts);
    return { counts, chi2: chiSquare, p };
  },
  roganGladen: ({ observed, sens, spec }: { observed: number; sens: number; spec: number }) => ({
    observed,
    sens,
    spec,
    true: roganGladen(observed, sens, spec),
  }),
};

/** Resampled ends move with the seed. */
const BOOTSTRAPPED = ['bcaDarwinMean95', 'percentileDarwinMean95'];
/** The reference prints twelve significant digits, and fewer of some. */
const RELATIVE = 1e-9;

describe('the reference values of R and statsmodels', () => {
  it('all have a function of ours, and no function is without', () => {
    expect(Object.keys(FUNCTIONS).sort()).toEqual(Object.keys(vectors).sort());
  });

  it.for(Object.keys(vectors))('%s is met', (name) => {
    const entry = vectors[name];
    const ours = numbersOf(FUNCTIONS[name]?.(entry as never), name);
    const theirs = numbersOf(entry, name);
    expect(ours.map(([path]) => path)).toEqual(theirs.map(([path]) => path));
    const off = theirs.filter(([path, value], at) => !isMet(path, ours[at]?.[1] ?? Number.NaN, value));
    expect(
      off.map(([path, value]) => `${path} ${value}, ours ${ours.find(([own]) => own === path)?.[1]}`),
    ).toEqual([]);
  });

  it('has the count of numbers that it was written for', () => {
    expect(numbersOf(vectors, '').length).toBe(NUMBERS);
  });
});

/** So that a file cut short is seen. */
const NUMBERS = 357;

/**
 * One value is printed with ten digits, of which the last is one too high: computed with forty digits it is
 * 0.03045919782641329.
 */
const ROUNDED: Readonly<Record<string, number>> = {
  'newcombePaired10_a_b_c_d_diff_lo_hi.3.5': 0.03045919782641329,
};

function isMet(path: string, ours: number, printed: number): boolean {
  const theirs = ROUNDED[path] ?? printed;
  const off = Math.abs(ours - theirs);
  return BOOTSTRAPPED.some((name) => path.startsWith(name)) ? off <= 1 : off <= RELATIVE * Math.abs(theirs);
}

function ends({ low, high }: { readonly low: number; readonly high: number }): [number, number] {
  return [low, high];
}

/** Every number in a value, with the way to it. */
function numbersOf(value: unknown, path: string): (readonly [path: string, value: number])[] {
  if (typeof value === 'number') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([key, each]) => numbersOf(each, `${path}.${key}`));
}
