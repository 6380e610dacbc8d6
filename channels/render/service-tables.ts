import type { Analysis } from '#action-groups/data-analysis/analysis.ts';
import type { ServicePart } from '#action-groups/data-analysis/service-pattern.ts';
import { rangeWords } from './quantity-words.ts';
import { type Cell, cellText, numberColumn, type Table, textColumn } from './table.ts';

/** Services by their share of the similar projects: their part of the amounts, and what they cost where used. */
export function servicesTable({ services, servicePattern: { other } }: Analysis): Table {
  return {
    title: 'AWS services',
    columns: [
      textColumn('Service'),
      numberColumn('Share of projects', 'share'),
      numberColumn('Projects', 'count'),
      numberColumn('Of the MRR, low', 'usd'),
      numberColumn('Of the MRR, median', 'usd'),
      numberColumn('Of the MRR, high', 'usd'),
      numberColumn('Upfront', 'usd'),
      numberColumn('A month where used', 'text'),
      numberColumn('Upfront where used', 'text'),
    ],
    rows: [
      ...services.map(({ service, share, projects, part, monthlyUsd, upfrontUsd }): Cell[] => [
        service,
        share,
        projects,
        ...partCells(part),
        rangeWords(monthlyUsd, 'usd'),
        rangeWords(upfrontUsd, 'usd'),
      ]),
      ...(other === null ? [] : [['other services', null, null, ...partCells(other), null, null]]),
    ],
  };
}

function partCells(part: ServicePart | null): readonly (number | null)[] {
  if (part === null) return [null, null, null, null];
  const { low, median, high } = part.monthlyUsd;
  return [low, median, high, part.upfrontUsd.median];
}

/** Services that come together more often than by chance. */
export function togetherTable({ servicePattern }: Analysis): Table {
  return {
    title: 'Usually together',
    columns: [
      textColumn('Services'),
      numberColumn('Share of projects', 'share'),
      numberColumn('Projects', 'count'),
      numberColumn('Times as often as by chance', 'count'),
    ],
    rows: servicePattern.together.map(({ services, share, projects, lift }) => [
      services.join(' with '),
      share,
      projects,
      lift,
    ]),
  };
}

/** What similar projects have and the description does not name. */
export function notMentionedTable({ servicePattern }: Analysis): Table {
  return {
    title: 'Not in the description',
    columns: [
      textColumn('Service'),
      numberColumn('Share of projects', 'share'),
      numberColumn('Projects', 'count'),
      numberColumn('A month where used', 'text'),
    ],
    rows: servicePattern.notMentioned.map(({ service, share, projects, monthlyUsd }) => [
      service,
      share,
      projects,
      rangeWords(monthlyUsd, 'usd'),
    ]),
  };
}

/** The eight parts; one with nothing says so. */
export function architectureTable({ architecture }: Analysis): Table {
  const named = (services: readonly { readonly service: string; readonly share: number }[]) =>
    services.map(({ service, share }) => `${service} (${cellText(share, 'share')})`).join(', ');
  return {
    title: 'Architecture of similar projects',
    columns: [
      textColumn('Part'),
      textColumn('Services, with their share of projects'),
      numberColumn('Share of projects', 'share'),
      numberColumn('Projects', 'count'),
    ],
    rows: [
      ...(architecture?.parts ?? []).map(({ part, services, share, projects }): Cell[] => [
        part === 'whole' ? 'the whole' : part,
        services.length === 0 ? 'nothing in the similar projects' : named(services),
        share,
        projects,
      ]),
      ...(architecture === null || architecture.unplaced.length === 0
        ? []
        : [['in none of these parts', named(architecture.unplaced), null, null]]),
    ],
  };
}
