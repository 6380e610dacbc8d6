import { PROJECT_COLUMNS } from '#knowledge-base/projects/project-columns.ts';
import type { FeatureNames } from '../learning/example.ts';
import { BacktestError } from './backtest-error.ts';

/** Names of columns that are filled while a deal runs, in any table. */
const LATER_NAMES: readonly { readonly name: RegExp; readonly why: string }[] = [
  { name: /\belapsed\b|\bcycle time\b/, why: 'time that has gone by is known only afterwards' },
  {
    name: /\b(stages?|status(es)?)\b.*\b(counts?|changes?|number|days?|duration|times?|history)\b|\b(counts?|changes?|number|days?|duration|times?) .*\b(stages?|status(es)?)\b/,
    why: 'stages are counted and timed while a deal runs',
  },
  {
    name: /\b(days?|weeks?|months?|hours?|time|duration|ratio)\b.*\b(to|until|till|through|before)\b.*\b(clos(e|ed|ing|ure)|won|win|lost|launch(ed)?|completion|completed|delivered|delivery|paid|payment)\b/,
    why: 'how long something took is known only afterwards',
  },
];

/** Why a column of any table looks as if it were known only afterwards, by its name; undefined when it does not. */
export function knownLaterByName(column: string): string | undefined {
  const words = wordsOf(column);
  return LATER_NAMES.find(({ name }) => name.test(words))?.why;
}

/** `Sales Stage Change Count`, `salesStageChangeCount`, `sales_stage-change.count` → the same words. */
function wordsOf(column: string): string {
  return column
    .replace(/(\p{Ll}|\d)(?=\p{Lu})/gu, '$1 ')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Why a column of our projects is not known when a deal opens; undefined when it is. */
export function whyUnknownAtOpening(column: string): string | undefined {
  const known = PROJECT_COLUMNS.find(({ name, field }) => name === column || field === column);
  if (known === undefined) return undefined;
  if (known.name === 'stage') return 'the stage is what came of the deal';
  if (known.name.startsWith('service_') || /usd$/.test(known.name))
    return 'services and their costs are what is foretold';
  if (/delivery|gap|duration|launch/.test(known.name)) return 'delivery is planned after the deal is won';
  if (known.description.startsWith('Derived:')) return 'it is derived from the outcome';
  if (known.name === 'aws_calculator_url') return 'the costs behind it are what is foretold';
  return undefined;
}

/** @throws {BacktestError} `leaking-feature` when a feature of our projects is not known when a deal opens */
export function refuseLaterColumns({ categories, numbers }: FeatureNames): void {
  for (const column of [...categories, ...numbers]) {
    const why = whyUnknownAtOpening(column);
    if (why !== undefined)
      throw new BacktestError('leaking-feature', `${column} cannot be used to foretell projects: ${why}.`);
  }
}
