import { stringify } from 'yaml';
import type { NormalisedProject } from '../../projects/normalise-project.ts';
import { SERVICE_SLOTS } from '../../projects/project-record.ts';
import { findFigures } from '../find-figures.ts';

/** A write-up as a file of a data version. */
export interface WriteUp {
  /** `project-o1000123` */
  readonly id: string;
  /** Markdown with front matter. */
  readonly source: string;
}

/**
 * Tells of one past project of the sample what its row holds, as a document; nothing is added to it. A project without
 * a partner, a name or a close date has none: its reader could not be told, or its day.
 */
export function projectWriteUp(project: NormalisedProject, dataVersion: string): WriteUp | undefined {
  const { apnOpportunityId, opportunityName, partnerId, closeDate, projectType } = project;
  if (apnOpportunityId === null || opportunityName === null || partnerId === null || closeDate === null)
    return undefined;
  const id = `project-${apnOpportunityId.toLowerCase()}`;
  const title = [...`Past project ${apnOpportunityId}: ${oneLine(opportunityName)}`]
    .slice(0, 90)
    .join('')
    .trim();
  const services = servicesOf(project);
  const body = [
    `# ${title}`,
    `## What was sold\n\n${whatWasSold(project)}`,
    `## Who and where\n\n${whoAndWhere(project)}`,
    `## Services and cost\n\n${costs(project, services)}`,
    `## Timeline\n\n${timeline(project)}`,
  ].join('\n\n');
  const facts = {
    id,
    title,
    doc_type: 'project',
    ...given('program', project.program),
    ...(services.length === 0 ? {} : { service: services.map(({ service }) => service) }),
    ...given('industry', project.industry),
    ...given('region', project.opportunityRegion),
    ...given('segment', project.customerSegment),
    effective_from: closeDate,
    status: 'current',
    data_class: 'internal',
    partner_id: partnerId,
    data_version: dataVersion,
    figures: figuresOf(body, projectType ?? 'project'),
  };
  return { id, source: `---\n${stringify(facts, { lineWidth: 0 })}---\n${body}\n` };
}

function whatWasSold(project: NormalisedProject): string {
  const { description, businessDescription, stage, projectType, activityName } = project;
  const lost = stage === 'Closed Lost';
  return [
    'Generated sample data, not a real deal.',
    `${lost ? 'An opportunity that was lost' : 'A project'} of the kind ${projectType ?? 'that is not known'}${activityName === null ? '' : `, with the activity ${activityName}`}.`,
    description === null ? '' : `The seller wrote: “${oneLine(description)}”`,
    businessDescription === null
      ? ''
      : `What the customer wanted to reach: “${oneLine(businessDescription)}”`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function whoAndWhere(project: NormalisedProject): string {
  const lines: readonly (readonly [what: string, value: string | null])[] = [
    ['Customer', project.customerName],
    ['Size', project.customerSegment],
    ['Industry', project.industry],
    ['Country', project.country],
    ['Region', project.opportunityRegion],
    ['Partner', project.partnerName],
    ['Type', project.opportunityType],
    ['Migration phase', project.migrationPhase],
    ['Funding program', project.program ?? 'none'],
    ['Stage', project.stage],
  ];
  return lines
    .filter(([, value]) => value !== null)
    .map(([what, value]) => `- ${what}: ${oneLine(value ?? '')}`)
    .join('\n');
}

interface ServiceCost {
  readonly service: string;
  readonly monthlyUsd: number;
  readonly upfrontUsd: number;
}

function servicesOf(project: NormalisedProject): ServiceCost[] {
  return SERVICE_SLOTS.flatMap((slot) => {
    const service = project[slot];
    return service === null
      ? []
      : [
          {
            service: oneLine(service),
            monthlyUsd: project[`${slot}MonthlyUsd`] ?? 0,
            upfrontUsd: project[`${slot}UpfrontUsd`] ?? 0,
          },
        ];
  });
}

function costs(project: NormalisedProject, services: readonly ServiceCost[]): string {
  const { arrUsd, mrrUsd, arrBasis } = project;
  if (arrUsd === null)
    return 'It was never priced: neither services with costs nor an annual figure are known.';
  const offered = project.stage === 'Closed Lost' ? 'It was offered at' : 'It came to';
  const annual = `${offered} ${usd(arrUsd)} in the first year${arrBasis === 'stated' ? ', as stated by the seller' : ''}`;
  if (mrrUsd === null || services.length === 0) return `${annual}. The services are not known.`;
  const [largest] = [...services].sort((a, b) => b.monthlyUsd - a.monthlyUsd);
  const share =
    largest === undefined || mrrUsd <= 0 ? undefined : Math.round((100 * largest.monthlyUsd) / mrrUsd);
  return [
    `${annual}, with ${usd(mrrUsd)} a month.${largest === undefined || share === undefined ? '' : ` The largest part was ${largest.service} with ${share} % of the monthly cost.`}`,
    [
      '| service | a month | upfront |',
      '|---|---|---|',
      ...services.map(
        ({ service, monthlyUsd, upfrontUsd }) =>
          `| ${service.replaceAll('|', '/')} | ${usd(monthlyUsd)} | ${upfrontUsd === 0 ? 'none' : usd(upfrontUsd)} |`,
      ),
    ].join('\n'),
  ].join('\n\n');
}

function timeline(project: NormalisedProject): string {
  const {
    closeDate,
    plannedDeliveryStartDate: start,
    plannedDeliveryEndDate: end,
    gapDays,
    durationMonths,
  } = project;
  const verb = project.stage === 'Closed Lost' ? 'It was closed as lost' : 'It was signed';
  return [
    `${verb} on ${closeDate}.`,
    start === null
      ? 'The start of delivery is not known.'
      : `Delivery was planned to start on ${start}${gapDays === null ? '' : `, ${gapDays} days later`}.`,
    end === null
      ? 'The end of delivery is not known.'
      : `It was planned to end on ${end}${durationMonths === null ? '' : `, after ${durationMonths} months`}.`,
    'Dates are plans: the data does not hold when delivery really ended.',
  ].join(' ');
}

function figuresOf(body: string, what: string) {
  const byKey = new Map(findFigures(body).map(({ key, text }) => [key, text]));
  return [...byKey.entries()].map(([key]) => {
    const [unit = '', value = ''] = key.split(' ');
    return {
      figure: unit === '%' ? `${value} %` : `${unit} ${value}`,
      what: `stated of this ${what}`,
      basis: 'sample',
    };
  });
}

function given<K extends string>(key: K, value: string | null): { readonly [P in K]?: string } {
  return value === null ? {} : ({ [key]: value } as { readonly [P in K]?: string });
}

function usd(amount: number): string {
  return `USD ${Math.round(amount).toLocaleString('en-US')}`;
}

/** Text of a cell on one line, so that it stays a part of its sentence. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
