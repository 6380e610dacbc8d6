import { foldCustomer } from '#knowledge-base/projects/customer-name.ts';
import type { DataVersion } from '#knowledge-base/projects/data-versions.ts';
import type { OperationContext } from '../kernel/operation.ts';
import { OperationError } from '../kernel/operation-error.ts';
import { scopeInWords } from '../query-generation/scope-words.ts';
import { chooseCustomer } from './choose-customer.ts';
import { analysesOf, type HistoryPeriod, historyFinding, recentAnalyses } from './find-in-history.ts';
import { customerNamesLike, isOwned, projectsOf } from './find-in-projects.ts';
import { EVERYTHING, sessionFinding } from './find-in-session.ts';
import { type FoundOpportunity, NOTHING_FOUND } from './found-opportunity.ts';
import { createMissingSources, type MissingSources } from './missing-sources.ts';

/**
 * What is known of a name: from the session first, from the projects that the seller may see, from the history.
 * Nobody of that name is an answer (`known: false`); that others of the organisation have it is `not-permitted`.
 * @throws {OperationError} `not-permitted`; the failure of the projects when nothing is known without them
 */
export async function lookUp(
  asked: string,
  period: HistoryPeriod,
  context: OperationContext,
): Promise<FoundOpportunity> {
  const missing = createMissingSources(context.signal);
  const empty: FoundOpportunity = { ...NOTHING_FOUND, asked, period: periodOf(period) };
  if (asked === EVERYTHING) return everything(empty, period, context, missing);
  const data = await missing.attempt('projects', () => context.dataVersions.current());
  const known = await namesKnown(asked, data, context, missing);
  const choice = chooseCustomer(asked, context.workingSet, [...known.projects, ...known.history]);
  const base = { ...empty, evidence: evidenceOf(data, context) };
  switch (choice.kind) {
    case 'several':
      return { ...base, candidates: choice.candidates, unavailable: missing.sources() };
    case 'nobody':
      await refuseOwned(asked, data, context, missing);
      return nobody(base, missing);
    case 'one': {
      const { customerName, matched, session } = choice;
      // A name that only looks like one of theirs may be another's customer, whole.
      if (matched === 'spelling') await refuseOwned(asked, data, context, missing);
      const found = await findingsOf(customerName, { data, names: known.projects, period }, context, missing);
      const result: FoundOpportunity = {
        ...base,
        known: session.length > 0 || found.projects !== null || found.history !== null,
        name: customerName,
        matched,
        session: session.map((entry) => sessionFinding(context.workingSet, entry)),
        ...found,
        unavailable: missing.sources(),
      };
      return result.known ? result : nobody(result, missing);
    }
  }
}

/** Every opportunity of the session and every earlier analysis. */
async function everything(
  empty: FoundOpportunity,
  period: HistoryPeriod,
  context: OperationContext,
  missing: MissingSources,
): Promise<FoundOpportunity> {
  const { workingSet } = context;
  const entries = await missing.attempt('history', () => recentAnalyses(period, context));
  const session = workingSet.opportunities.map((entry) => sessionFinding(workingSet, entry));
  const history = historyFinding(entries ?? [], context);
  return {
    ...empty,
    known: session.length > 0 || history !== null,
    session,
    // Of one customer only two analyses are compared.
    history: history && { ...history, change: null },
    unavailable: missing.sources(),
  };
}

/** Names that the one asked for may be a spelling of. */
async function namesKnown(
  asked: string,
  data: DataVersion | undefined,
  context: OperationContext,
  missing: MissingSources,
): Promise<{ readonly projects: readonly string[]; readonly history: readonly string[] }> {
  const [projects = [], recent = [], own = []] = await Promise.all([
    data && missing.attempt('projects', () => customerNamesLike(asked, data, context)),
    missing.attempt('history', () => recentAnalyses({}, context)),
    // The customer may have been analysed longer ago than the latest.
    missing.attempt('history', () => analysesOf(asked, {}, context)),
  ]);
  return { projects, history: [...recent, ...own].map(({ customerName }) => customerName) };
}

/** What projects and history have of a customer, and whether others have it where the seller sees no project. */
async function findingsOf(
  customerName: string,
  given: {
    readonly data: DataVersion | undefined;
    readonly names: readonly string[];
    readonly period: HistoryPeriod;
  },
  context: OperationContext,
  missing: MissingSources,
): Promise<Pick<FoundOpportunity, 'projects' | 'history' | 'heldByOthers'>> {
  const { data, period } = given;
  const fold = foldCustomer(customerName);
  const spellings = (names: readonly string[]) => names.filter((name) => foldCustomer(name) === fold);
  const [projects, entries] = await Promise.all([
    data &&
      missing.attempt('projects', async () => {
        const said = spellings(given.names);
        // A short name of the session is not the customer's.
        const names =
          said.length > 0 ? said : spellings(await customerNamesLike(customerName, data, context));
        return projectsOf(names, data, context);
      }),
    missing.attempt('history', () => analysesOf(customerName, period, context)),
  ]);
  const heldByOthers =
    projects === null && data !== undefined && context.scope.kind === 'partners'
      ? await missing.attempt('ownership', () => isOwned(customerName, data, context))
      : false;
  return {
    projects: projects ?? null,
    history: historyFinding(entries ?? [], context),
    heldByOthers: heldByOthers ?? false,
  };
}

/** @throws {OperationError} `not-permitted` when others of the organisation have a customer of exactly this name */
async function refuseOwned(
  asked: string,
  data: DataVersion | undefined,
  context: OperationContext,
  missing: MissingSources,
): Promise<void> {
  const isKnownNotToBeOurs = data !== undefined && missing.errorOf('projects') === undefined;
  if (context.scope.kind === 'organisation' || !isKnownNotToBeOurs) return;
  if (await missing.attempt('ownership', () => isOwned(asked, data, context)))
    throw new OperationError(
      'not-permitted',
      'others of the organisation have projects with a customer of this name, and this seller may not see them',
      { details: { asked } },
    );
}

/** Nothing is known; without the projects that would be said too soon. */
function nobody(empty: FoundOpportunity, missing: MissingSources): FoundOpportunity {
  const error = missing.errorOf('projects');
  if (error !== undefined) throw error;
  return { ...empty, unavailable: missing.sources() };
}

function periodOf({ since, until }: HistoryPeriod): FoundOpportunity['period'] {
  return since === undefined && until === undefined ? null : { since: since ?? null, until: until ?? null };
}

function evidenceOf(
  data: DataVersion | undefined,
  { scope }: OperationContext,
): FoundOpportunity['evidence'] {
  return data === undefined
    ? null
    : { scope: scopeInWords(scope), dataVersion: data.dataVersion, sampleData: data.sample };
}
