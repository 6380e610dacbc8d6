import { ABSENT_COLUMNS } from '../insight/absent-columns.ts';
import type { InsightTrouble } from '../insight/decide-insight.ts';
import { joined } from './tone.ts';

/** Why a portfolio question has no answer as it was asked, and what can be asked instead. */
export function wordInsightTrouble(trouble: InsightTrouble): string {
  switch (trouble.kind) {
    case 'impossible':
      return 'The calendar has no such period. Which dates do you mean?';
    case 'future':
      return `Nothing has closed yet: “${trouble.text}” lies in the future, and I count closed projects only. Ask for a period that has begun, or describe an opportunity and I will say what similar projects make likely.`;
    case 'absent':
      return trouble.columns.map(wordAbsent).join(' ');
  }
}

function wordAbsent({ concept, text }: { readonly concept: string | null; readonly text: string }): string {
  const column = concept === null ? undefined : ABSENT_COLUMNS[concept];
  if (column?.instead === 'win-rate')
    return 'I cannot tell a win rate: only what closed is in the data, with won deals as the rule and lost ones where a feed holds them, and nothing says how many were tried. I can count the won projects, or the lost ones that are known (“how many deals did we lose last year”), with their ARR.';
  if (column === undefined)
    return `The projects hold nothing called “${text}”. I can group and filter by ${joined(Object.values(NAMES).slice(0, KNOWN))}.`;
  const nearest = column.nearest.map((each) => NAMES[each] ?? each);
  return `The projects hold no ${column.name}${column.name.includes(text.toLowerCase()) ? '' : ` (“${text}”)`}. The nearest that they hold is ${joined(nearest)}: ask for that instead.`;
}

const NAMES: Readonly<Record<string, string>> = {
  industry: 'industry',
  customerSegment: 'customer segment',
  region: 'region',
  country: 'country',
  partnerName: 'partner',
  customerName: 'customer',
  service: 'service',
  program: 'program',
  migrationPhase: 'migration phase',
  opportunityType: 'opportunity type',
  projectType: 'project type',
  stage: 'stage',
  year: 'year',
  quarter: 'quarter',
  month: 'month',
  arrUsd: 'ARR',
  mrrUsd: 'MRR',
  upfrontUsd: 'upfront cost',
  durationMonths: 'delivery duration',
  gapDays: 'time from close to start',
  count: 'the number of projects',
};
/** Of them, those that can be grouped by. */
const KNOWN = 15;
