import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import type { DataVersion } from '#knowledge-base/projects/data-versions.ts';
import { formatCount, formatShare } from '../kernel/format.ts';
import { scopeInWords } from '../query-generation/scope-words.ts';
import { expansionsOf } from './expansion-potential.ts';
import type { Subject } from './find-subject.ts';
import type { FollowOn, FollowOnOpportunity } from './follow-on.ts';
import { examplesInScope, readExamples } from './follow-on-examples.ts';
import { followOnMethodology } from './follow-on-methodology.ts';
import type { LoadedFollowOnModel } from './follow-on-model-store.ts';
import { type Holdings, holdingsOf, startOf } from './holdings.ts';
import type { ItemKind, RuleExample } from './mining/follow-on-model.ts';
import { isWon, type ProjectRow } from './project-rows.ts';
import { opportunityText, type RankedOpportunity, rankOpportunities } from './rank-opportunities.ts';
import { peersOf, peerWords, whitespaceOf } from './whitespace.ts';

const MOST_OPPORTUNITIES = 6;
const MOST_PROJECTS = 10;

/** What a result is made of, before the examples are read. */
export interface FollowOnDraft {
  readonly subject: Subject;
  readonly startsFrom: FollowOn['startsFrom'];
  readonly holdings: Holdings;
  readonly industry: string | null;
  readonly customerSegment: string | null;
  readonly opportunities: readonly RankedOpportunity[];
  readonly serviceOpportunities: readonly RankedOpportunity[];
}

/** What is known of a customer, and which opportunities follow from it. */
export function draftFollowOn(
  subject: Subject,
  model: LoadedFollowOnModel | undefined,
  today: string,
): FollowOnDraft {
  const { analysis, rows } = subject;
  const startsFrom = startOf(analysis, subject.similarRows);
  const holdings = holdingsOf(subject, startsFrom);
  const industry =
    analysis?.opportunity.industry ?? rows.find((row) => row.industry !== null)?.industry ?? null;
  const customerSegment =
    analysis?.opportunity.customerSegment ??
    rows.find((row) => row.customerSegment !== null)?.customerSegment ??
    null;
  const ranked = (kind: ItemKind) =>
    model === undefined
      ? []
      : rankOpportunities(model, holdings, { kind, today, customerSegment }).slice(0, MOST_OPPORTUNITIES);
  // Where the data names no kinds of projects, or none follows, areas say what comes next.
  const kinds = ranked('projectType');
  return {
    subject,
    startsFrom,
    holdings,
    industry,
    customerSegment,
    opportunities: kinds.length > 0 ? kinds : ranked('area'),
    serviceOpportunities: ranked('service'),
  };
}

/** The projects that are read as examples, of the seller's own. */
export function exampleIds(draft: FollowOnDraft, scope: Scope): readonly string[] {
  const ids = [...draft.opportunities, ...draft.serviceOpportunities]
    .flatMap(({ rule }) => examplesInScope(rule, scope))
    .flatMap(({ fromOpportunityId, toOpportunityId }) => [fromOpportunityId, toOpportunityId]);
  return [...new Set(ids)];
}

export interface BuildFollowOnOptions {
  readonly followOnId: string;
  readonly draft: FollowOnDraft;
  readonly exampleRows: readonly ProjectRow[];
  readonly sql: readonly string[];
  readonly model: LoadedFollowOnModel | undefined;
  readonly data: DataVersion;
  readonly scope: Scope;
  readonly today: string;
}

/** The result: a pure function of what was mined, the customer's rows and the examples'. */
export function buildFollowOn(options: BuildFollowOnOptions): FollowOn {
  const { draft, model, data, scope, today } = options;
  const { subject, holdings, startsFrom, industry, customerSegment } = draft;
  const rows = new Map(options.exampleRows.map((row) => [row.opportunityId, row]));
  const whole = (each: RankedOpportunity, at: number) =>
    wholeOpportunity(each, at, examplesInScope(each.rule, scope), rows);
  const opportunities = draft.opportunities.map(whole);
  const serviceOpportunities = draft.serviceOpportunities.map(whole);
  const won = subject.rows.filter(isWon);
  const peers = model === undefined ? undefined : peersOf(model, industry, customerSegment);
  const hasOpportunities = opportunities.length + serviceOpportunities.length > 0;
  const outcome =
    model === undefined || model.notEnough !== null
      ? 'not-enough-history'
      : hasOpportunities
        ? 'opportunities'
        : 'nothing-stands-out';
  return {
    followOnId: options.followOnId,
    asOfDate: today,
    outcome,
    headline: headlineOf(outcome, { model, opportunities, serviceOpportunities, name: subject.customerName }),
    customer: {
      name: subject.customerName,
      industry,
      customerSegment,
      projectsTotal: won.length,
      projects: won.slice(0, MOST_PROJECTS).map(ownProjectOf),
      services: [...holdings.service.keys()].sort(),
      areas: [...holdings.area.keys()].sort(),
    },
    startsFrom,
    opportunities,
    serviceOpportunities,
    whitespace: whitespaceOf(peers, holdings.service),
    peers: peers === undefined ? null : { words: peerWords(peers), customers: peers.customers },
    expansions: model === undefined ? [] : expansionsOf(model, subject.rows),
    notes: notesOf(draft, won, model),
    methodology: model === undefined || model.notEnough !== null ? [] : followOnMethodology(model),
    evidence: {
      modelHash: model?.modelHash ?? null,
      learnedFrom: model === undefined ? null : learnedFromWords(model),
      projects: model?.projects ?? 0,
      customers: model?.customers ?? 0,
      repeatCustomers: model?.repeatCustomers ?? 0,
      horizonMonths: model?.horizonMonths ?? 0,
      testedPairs: model?.tested ?? 0,
      throughDate: data.throughDate,
      scope: scopeInWords(scope),
      dataVersion: data.dataVersion,
      sampleData: data.sample,
      sql: [...options.sql],
    },
  };
}

function wholeOpportunity(
  { rule: _, ...each }: RankedOpportunity,
  at: number,
  examples: readonly RuleExample[],
  rows: ReadonlyMap<string, ProjectRow>,
): FollowOnOpportunity {
  return { rank: at + 1, ...each, examples: readExamples(examples, rows), text: opportunityText(each) };
}

function ownProjectOf(row: ProjectRow): FollowOn['customer']['projects'][number] {
  const { opportunityId, opportunityName, projectType, stage, closeDate, arrUsd, services } = row;
  return {
    opportunityId,
    opportunityName,
    projectType,
    stage,
    closeDate,
    arrUsd,
    services: services.map(({ service }) => service),
  };
}

function learnedFromWords({ learnedFrom }: LoadedFollowOnModel): string {
  return learnedFrom === 'organisation'
    ? 'all partners of the organisation'
    : `partner ${learnedFrom.partnerId} alone`;
}

const NOT_ENOUGH = {
  'too-short': 'the projects span less than two years, too short to see what is bought after what',
  'too-few-customers': 'too few customers have a won project with a close date',
  'no-sequences': 'no customer has projects of more than one day, so nothing follows anything',
} as const;

function headlineOf(
  outcome: FollowOn['outcome'],
  given: {
    readonly name: string;
    readonly model: LoadedFollowOnModel | undefined;
    readonly opportunities: readonly FollowOnOpportunity[];
    readonly serviceOpportunities: readonly FollowOnOpportunity[];
  },
): string {
  const { name, model, opportunities, serviceOpportunities } = given;
  if (model === undefined)
    return 'What follows what has not been learned from these projects yet: it is learned once, with the models (npm run data:train).';
  if (model.notEnough !== null) return `Not enough history: ${NOT_ENOUGH[model.notEnough]}.`;
  const [first] = opportunities.length > 0 ? opportunities : serviceOpportunities;
  if (outcome === 'nothing-stands-out' || first === undefined)
    return `Nothing stands out for ${name}: what it has is followed by nothing that its peers do not buy as well, or that it does not have already.`;
  return `${first.name} is what to ask ${name} about first: ${formatShare(first.evidence.confidenceShare)} of customers bought it within ${first.evidence.horizonMonths} months of ${first.after}, ${formatShare(first.evidence.baselineShare)} of their peers.`;
}

function notesOf(
  { subject, startsFrom, customerSegment, industry }: FollowOnDraft,
  won: readonly ProjectRow[],
  model: LoadedFollowOnModel | undefined,
): FollowOn['notes'] {
  const name = subject.customerName;
  const notes: FollowOn['notes'] = [];
  const say = (code: string, text: string) => notes.push({ code, text });
  if (won.length === 0)
    say(
      'no-own-project',
      startsFrom === null
        ? `None of ${name}’s projects that you may see is won: there is nothing to count from.`
        : `No won project of ${name} is among those you may see: it is counted from this opportunity alone.`,
    );
  else if (won.length === 1 && startsFrom === null)
    say('one-project', `${name} has one won project that you may see: all is counted from it.`);
  if (startsFrom !== null) {
    say(
      'as-if-won',
      startsFrom.projectType === null
        ? 'The similar projects are of no one kind, so that no kind of project is taken for this opportunity; its services are those that at least half of them have.'
        : `The opportunity is taken to be ${startsFrom.projectType}, as ${formatShare(startsFrom.projectTypeShare ?? 0)} of the similar projects by weight are, won on its close date.`,
    );
  }
  if (customerSegment === null)
    say('segment-unknown', 'The customer’s size is not known: amounts are those of all sizes.');
  if (industry === null)
    say('industry-unknown', 'The customer’s industry is not known: peers are those of all industries.');
  if (model !== undefined && model.learnedFrom === 'organisation' && model.notEnough === null)
    say(
      'learned-from',
      `Learned from ${formatCount(model.repeatCustomers, 'customer')} with several projects, of all partners of the organisation; examples are of those you may see.`,
    );
  return notes;
}
