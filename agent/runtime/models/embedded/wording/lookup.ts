import type {
  FindSource,
  FoundOpportunity,
  HistoryFinding,
  ProjectsFinding,
  SessionFinding,
} from '#action-groups/data-analysis/found-opportunity.ts';
import { formatCount, formatDate, formatMonth, formatUsd } from '#action-groups/kernel/format.ts';
import type { Json, PromptSettings } from '../../model.ts';
import { asObject } from '../conversation/history.ts';
import type { HistoryAspect } from '../lookup/history-question.ts';
import { wordFailure } from './failures.ts';
import { wordAspect, wordChange, wordEntry, wordHeadline, wordResults } from './lookup-history.ts';
import { joined } from './tone.ts';

/** The reply of a lookup, whatever it is. */
export function wordFind(
  reply: Readonly<Record<string, Json>>,
  { name }: Readonly<Record<string, Json>>,
  settings: PromptSettings,
  about?: HistoryAspect,
): string {
  const asked = String(name);
  if (reply.code === 'not-permitted') return wordNotPermitted(asked);
  if (reply.code === 'not-found')
    return wordNotInSession(asked, Array.isArray(reply.names) ? reply.names : []);
  if (reply.code !== 'ok') return wordFailure(reply, 'findOpportunity');
  const found = asObject(reply.result) as unknown as FoundOpportunity;
  const told = about === undefined ? null : wordAspect(found, about);
  return told === null ? wordLookup(found, settings) : told;
}

/** What is known of a name: short first, each part with where it comes from. */
export function wordLookup(found: FoundOpportunity, settings: PromptSettings): string {
  if (found.changed.length > 0) return wordChanged(found);
  if (found.candidates.length > 0)
    return `Several customers are near “${found.asked}”: ${joined(found.candidates)}. Which one do you mean?`;
  if (!found.known) return wordNobody(found);
  const parts = [
    wordOpening(found),
    ...(found.session.length === 0 ? [] : [wordSession(found.session)]),
    ...(found.projects === null ? [] : [wordProjects(found.projects, settings)]),
    ...(found.history === null ? [] : [wordHistory(found.history, settings)]),
    wordSources(found),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Others have the customer: said kindly, with neither who nor how much, and with what can be done. */
export function wordNotPermitted(asked: string): string {
  return `Others of your organisation work with “${asked}”, and their projects are not yours to see, so I can say neither who nor how much (not-permitted). Whoever decides on access can widen it. You can still describe an opportunity with them, and I analyse it from the projects you may see.`;
}

/** The session has no opportunity of that name. */
export function wordNotInSession(name: string, names: readonly Json[]): string {
  const known =
    names.length === 0 ? 'It has none yet.' : `It has ${joined(names.map((each) => String(each)))}.`;
  return `This session has no opportunity called “${name}”. ${known}`;
}

function wordOpening(found: FoundOpportunity): string {
  const { asked, heldByOthers, history, matched, name, period, projects, session } = found;
  const reading = name !== null && matched === 'spelling' ? ` (I took “${asked}” as that name)` : '';
  const facts = [
    ...(session.length === 0
      ? []
      : [`${formatCount(session.length, 'opportunity', 'opportunities')} in this session`]),
    projects === null ? noProjects(found) : wordTotals(projects),
    history === null
      ? noHistory(found)
      : `${history.isCut ? 'at least ' : ''}${formatCount(history.total, 'earlier analysis', 'earlier analyses')}${period === null ? '' : ` ${wordPeriod(period)}`}`,
  ].filter((fact) => fact !== '');
  const held = heldByOthers
    ? ' Others of your organisation have projects with them, which are not yours to see.'
    : '';
  return `**${name ?? 'In all'}**${reading}: ${joined(facts)}.${held}`;
}

function noProjects({ name, unavailable }: FoundOpportunity): string {
  if (name === null) return '';
  return unavailable.includes('projects') ? 'past projects not known' : 'no past project that you may see';
}

function noHistory({ period, session, unavailable }: FoundOpportunity): string {
  if (unavailable.includes('history')) return 'earlier analyses not known';
  const other = session.length > 0 ? 'no other analysis' : 'no earlier analysis';
  return `${other}${period === null ? '' : ` ${wordPeriod(period)}`}`;
}

function wordTotals(projects: ProjectsFinding): string {
  const { total, isCut, won, lost, open, wonArrUsd, wonValued, lastCloseDate } = projects;
  const standing = [
    `${won} won`,
    ...(open === 0 ? [] : [`${open} open`]),
    ...(lost === 0 ? [] : [`${lost} lost`]),
  ];
  const worth =
    wonArrUsd === null
      ? ''
      : `, the won ones ${formatUsd(wonArrUsd)} a year together${wonValued < won ? ` as far as known (${wonValued} of them)` : ''}`;
  const last = lastCloseDate === null ? '' : `, the latest closing ${formatMonth(lastCloseDate)}`;
  return `${isCut ? 'at least ' : ''}${formatCount(total, 'past project')} (${standing.join(', ')}${worth}${last})`;
}

function wordSession(session: readonly SessionFinding[]): string {
  const lines = session.map(({ name, isCurrent, targetCloseDate, headline }) => {
    const closing = targetCloseDate === null ? [] : [`closing ${formatDate(targetCloseDate)}`];
    return `- ${name}${isCurrent ? ' (what we talk about)' : ''}: ${[...closing, wordHeadline(headline)].join(', ')}`;
  });
  return `**In this session:**\n${lines.join('\n')}`;
}

function wordProjects({ latest, total }: ProjectsFinding, { length }: PromptSettings): string {
  const most = length === 'short' ? 3 : 5;
  const lines = latest.slice(0, most).map((project) => {
    const facts = [
      ...(project.stage === null ? [] : [project.stage]),
      ...(project.closeDate === null
        ? ['close date not known']
        : [`closed ${formatMonth(project.closeDate)}`]),
      ...(project.arrUsd === null ? [] : [`${formatUsd(project.arrUsd)} a year`]),
      ...(project.partnerName === null ? [] : [`by ${project.partnerName}`]),
    ];
    const services = project.services.length === 0 ? '' : `: ${project.services.join(', ')}`;
    return `- ${project.opportunityName ?? 'not named'} (${facts.join(', ')})${services}`;
  });
  const rest = total - lines.length;
  return `**Past projects${rest > 0 ? ', the latest' : ''}:**\n${lines.join('\n')}`;
}

function wordHistory({ latest, results, change }: HistoryFinding, { length }: PromptSettings): string {
  const most = length === 'short' ? 3 : 5;
  const lines = latest.slice(0, most).map((entry) => {
    const closing = entry.targetCloseDate === null ? '' : `, closing ${formatDate(entry.targetCloseDate)}`;
    return `- ${wordEntry(entry)}${closing}, ${wordHeadline(entry.headline)}`;
  });
  return [
    ...(lines.length === 0 ? [] : [`**Earlier analyses:**\n${lines.join('\n')}`]),
    ...(results.length === 0 ? [] : [wordResults(results.slice(0, most))]),
    ...(change === null ? [] : [wordChange(change)]),
  ].join('\n\n');
}

function wordNobody(found: FoundOpportunity): string {
  const { asked, name, period, session } = found;
  if (asked === '*')
    return `Nothing was analysed${period === null ? ' yet' : ` ${wordPeriod(period)}`}, neither in this session nor before.${wordMissing(found.unavailable)}`;
  const nothing = [
    `no past project${found.evidence === null ? '' : ` (${found.evidence.scope})`}`,
    ...(session.length === 0 ? ['no opportunity in this session'] : []),
    `no earlier analysis${period === null ? '' : ` ${wordPeriod(period)}`}`,
  ];
  const of = name === null ? `I know nothing of “${asked}”` : `I found nothing of ${name}`;
  return `${of}: ${joined(nothing)}.${wordMissing(found.unavailable)} If the name is spelt otherwise, tell me; or describe an opportunity with them and I analyse it.`;
}

/** Where it comes from, and what could not be asked. */
function wordSources({ evidence, projects, unavailable }: FoundOpportunity): string {
  const source =
    evidence === null || projects === null
      ? ''
      : `Source of the projects: ${evidence.scope}, data version ${evidence.dataVersion}.${evidence.sampleData ? ' This is generated sample data, not real deals.' : ''}`;
  return `${source}${wordMissing(unavailable)}`.trim();
}

function wordMissing(unavailable: readonly FindSource[]): string {
  return unavailable.map((source) => ` ${MISSING[source]}`).join('');
}

const MISSING: Readonly<Record<FindSource, string>> = {
  projects: 'The past projects could not be asked at the moment.',
  history: 'The history of analyses could not be asked at the moment.',
  ownership: 'Whether others of your organisation work with them could not be told at the moment.',
};

function wordPeriod({ since, until }: NonNullable<FoundOpportunity['period']>): string {
  if (since === null) return `until ${formatDate(until ?? '')}`;
  if (until === null) return `since ${formatDate(since)}`;
  return since === until
    ? `on ${formatDate(since)}`
    : `between ${formatDate(since)} and ${formatDate(until)}`;
}

function wordChanged({ changed, session }: FoundOpportunity): string {
  const sentences = changed.map((change) => {
    if (change.kind === 'current') return `We talk about ${change.name} now.`;
    return change.kind === 'renamed'
      ? `${change.name} is called ${change.to} now.`
      : `${change.name} is forgotten; its stored analysis stays.`;
  });
  return [sentences.join(' '), ...(session.length === 0 ? [] : [wordSession(session)])].join('\n\n');
}
