import { OperationError } from '../kernel/operation-error.ts';
import { isFree } from '../kernel/short-names.ts';
import { entryNamed, type WorkingSet, type WorkingSetEntry } from '../kernel/working-set.ts';
import type { SessionChange, SessionFinding } from './found-opportunity.ts';
import { matchNames } from './match-names.ts';

/** Every opportunity of the session, and every analysis of the history. */
export const EVERYTHING = '*';

export interface SessionWish {
  readonly name: string;
  readonly makeCurrent?: boolean | undefined;
  readonly renameTo?: string | undefined;
  readonly forget?: boolean | undefined;
}

/** The opportunities of the session that a name can mean: of a short name one, of a customer's all. */
export function findInSession(set: WorkingSet, asked: string): readonly WorkingSetEntry[] {
  if (asked === EVERYTHING) return set.opportunities;
  const named = entryNamed(set, asked);
  if (named !== undefined) return [named];
  const names = set.opportunities.flatMap((entry) => [entry.name, customerOf(entry)]);
  const near = new Set(matchNames(asked, names)?.customers.flat());
  return set.opportunities.filter((entry) => near.has(entry.name) || near.has(customerOf(entry)));
}

export function sessionFinding(set: WorkingSet, entry: WorkingSetEntry): SessionFinding {
  const { targetCloseDate } = entry.opportunity;
  return {
    name: entry.name,
    isCurrent: set.current === entry.name,
    analysisId: entry.analysisId,
    customerName: customerOf(entry),
    targetCloseDate: targetCloseDate === undefined ? null : String(targetCloseDate),
    headline: entry.headline,
  };
}

export function customerOf({ name, opportunity }: WorkingSetEntry): string {
  return String(opportunity.customerName ?? name);
}

/** Whether the session is to be changed. */
export function isChange({ makeCurrent, renameTo, forget }: SessionWish): boolean {
  return makeCurrent === true || forget === true || renameTo !== undefined;
}

/**
 * What is to be changed in the session, in order.
 * @throws {OperationError} `not-found` when the session has no such opportunity, `invalid-arguments` when the name
 * can mean several of it, when the new name is taken, or when the wishes contradict each other; each with what is
 * accepted
 */
export function changesOf(set: WorkingSet, wish: SessionWish): readonly SessionChange[] {
  const { name, makeCurrent = false, renameTo, forget = false } = wish;
  const names = set.opportunities.map((entry) => entry.name);
  if (forget && (makeCurrent || renameTo !== undefined))
    throw refused('forget', 'true', 'goes with neither makeCurrent nor renameTo', []);
  const meant = findInSession(set, name);
  if (forget && name === EVERYTHING) return meant.map((entry) => ({ kind: 'forgotten', name: entry.name }));
  const [only, ...others] = meant;
  if (only === undefined)
    throw new OperationError('not-found', `this session has no opportunity called ${name}`, {
      details: { names },
    });
  if (others.length > 0)
    throw refused(
      'name',
      name,
      'several opportunities of this session go by it',
      meant.map((entry) => entry.name),
    );
  if (forget) return [{ kind: 'forgotten', name: only.name }];
  const rest = set.opportunities.filter((entry) => entry !== only);
  if (renameTo !== undefined && !isFree(renameTo, rest))
    throw refused('renameTo', renameTo, 'another opportunity of this session has that name', [
      'another name',
    ]);
  return [
    ...(renameTo === undefined ? [] : [{ kind: 'renamed', name: only.name, to: renameTo } as const]),
    ...(makeCurrent ? [{ kind: 'current', name: renameTo ?? only.name } as const] : []),
  ];
}

/** The opportunities that were changed and are still there. */
export function entriesAfter(set: WorkingSet, changed: readonly SessionChange[]): readonly WorkingSetEntry[] {
  const names = new Set(changed.map((each) => (each.kind === 'renamed' ? each.to : each.name)));
  return set.opportunities.filter((entry) => names.has(entry.name));
}

function refused(field: string, value: string, problem: string, accepted: readonly string[]): OperationError {
  return new OperationError('invalid-arguments', `${field}: ${problem}`, {
    details: { issues: [{ field, value, problem, ...(accepted.length === 0 ? {} : { accepted }) }] },
  });
}
