import type {
  InsightDimension,
  InsightFigure,
} from '#action-groups/query-generation/insight-specification.ts';

/** What sellers ask by that the projects do not hold, and the nearest that they do. */
export interface AbsentColumn {
  /** How it is called when it is said to be missing. */
  readonly name: string;
  readonly words: string;
  readonly nearest: readonly (InsightDimension | InsightFigure | 'count')[];
  /** A figure, missed wherever it stands; a column only where it groups. */
  readonly isFigure?: true;
  /** Said instead of the nearest. */
  readonly instead?: string;
}

export const ABSENT_COLUMNS: Readonly<Record<string, AbsentColumn>> = {
  seller: {
    name: 'seller',
    words:
      'sales rep|sales reps|rep|reps|seller|sellers|salesperson|salespeople|sales person|account manager|account managers|account executive|account executives|account owner|owner|owners|opportunity owner|deal owner|ae|aes|sales manager|sales managers|salesman|colleague|employee|employees|team member|who sold|sales representative|sales representatives|bdm',
    nearest: ['partnerName'],
  },
  team: {
    name: 'team',
    words:
      'team|teams|sales team|sales teams|department|departments|business unit|business units|practice|practices|division|divisions|squad',
    nearest: ['partnerName'],
  },
  office: {
    name: 'office or city',
    words:
      'office|offices|city|cities|town|towns|location|locations|site|sites|state|states|postcode|zip code|zip codes|province|provinces|branch office|territory|territories|sub region|sub regions|subregion|subregions|branch|branches',
    nearest: ['country', 'region'],
  },
  winRate: {
    name: 'win rate',
    words:
      'win rate|win rates|winrate|win ratio|win loss|win loss ratio|close rate|close rates|closing rate|conversion rate|conversion rates|conversion|success rate|success rates|hit rate|loss rate|win percentage|win probability|won vs lost|won versus lost|win/loss',
    isFigure: true,
    nearest: ['count', 'arrUsd'],
    instead: 'win-rate',
  },
  margin: {
    name: 'margin',
    words:
      'margin|margins|profit|profits|profitability|gross margin|discount|discounts|discounting|commission|commissions|profit margin|ebit|ebitda',
    isFigure: true,
    nearest: ['arrUsd', 'upfrontUsd'],
  },
  satisfaction: {
    name: 'satisfaction',
    words:
      'csat|nps|satisfaction|customer satisfaction|rating|ratings|churn|churn rate|retention|retention rate|renewal rate|health score',
    isFigure: true,
    nearest: ['opportunityType'],
  },
  source: {
    name: 'lead source',
    words:
      'lead source|lead sources|source|sources|channel|channels|campaign|campaigns|marketing channel|referral source|origin|lead origin',
    nearest: ['program', 'partnerName'],
  },
  competitor: {
    name: 'competitor',
    words: 'competitor|competitors|competition|rival|rivals|competing vendor',
    nearest: ['partnerName', 'service'],
  },
  headcount: {
    name: 'headcount',
    words:
      'headcount|head count|number of employees|employees count|staff|staffing|team size|effort|man days|person days|fte|ftes|consultants|consultant',
    isFigure: true,
    nearest: ['durationMonths'],
  },
  salesCycle: {
    name: 'sales cycle',
    words:
      'sales cycle|sales cycles|cycle time|time to close|days to close|sales cycle length|deal cycle|age of deals|deal age|time in stage',
    isFigure: true,
    nearest: ['gapDays', 'durationMonths'],
  },
  day: {
    name: 'day or week',
    words: 'weekday|weekdays|day of week|day of the week|week|weeks|day|days|daily|weekly|hour|hours',
    nearest: ['month'],
  },
  weekday: {
    name: 'day of the week',
    words:
      'monday|mondays|tuesday|tuesdays|wednesday|wednesdays|thursday|thursdays|friday|fridays|saturday|saturdays|sunday|sundays|weekend|weekends',
    isFigure: true,
    nearest: ['month'],
  },
  quantities: {
    name: 'numbers of servers, users or the like',
    words: '',
    nearest: ['count', 'mrrUsd'],
  },
  currency: { name: 'currency', words: 'currency|currencies', nearest: ['country'] },
  quota: {
    name: 'target or quota',
    words:
      'quota|quotas|target|targets|quota attainment|attainment|forecast|forecasts|budget|budgets|goal|goals',
    isFigure: true,
    nearest: ['arrUsd', 'count'],
  },
};
