import type { FactField } from './fact.ts';

/** What sellers call the fields when they write `Label: value`. */
export const LABELS: Readonly<Record<FactField, string>> = {
  customerName:
    'acct|acct name|cust|cust name|endcustomer|end user|customer|customer name|client|client name|account|account name|company|company name|end customer|end client|who|kunde|prospect',
  description:
    'description|desc|details|detail|scope|need|needs|requirement|requirements|what|what they want|what they need|use case|usecase|project|project description|workload|workloads|summary|ask|request|the ask|business need|solution|goal|goals|background|beschreibung|notes|anforderung|anforderungen|bedarf|projekt|besoin|topic|job|business case|objective|objectives|deliverable|deliverables|initiative',
  targetCloseDate:
    'close|close date|close dt|closing dt|sign dt|closing|closing date|closes|target close|target close date|expected close|expected close date|expected closing|estimated close|est close|est. close|est. close date|signature|signing|sign date|sign|date|deadline|when|timeline|decision|decision date|won by|abschluss|target date|eta|target|signed by|close by|expected signature|planned signature|contract signature|contract date|award|award date|go date',
  country:
    'market|country|ctry|loc|location|where|land|hq|headquarters|based in|place|customer country|city|state',
  region: 'region|reg|geo|geos|geography|territory|sales region|area',
  opportunityName:
    'opportunity|opportunity name|opp|opp name|deal|deal name|title|project name|name of opportunity|subject|name',
  industry: 'industry|ind|vertical|sector|branche|line of business|segment industry',
  customerSegment: 'segment|seg|customer segment|size|customer size|company size',
  opportunityType: 'type|opportunity type|deal type|opp type',
  partnerName: 'partner|partner name|delivery partner|delivered by|si|integrator',
  migrationPhase: 'phase|migration phase|map phase',
  expectedAnnualUsd:
    'arr|mrr|how much|value|est arr|est value|deal value|deal size|amount|budget|expected arr|expected mrr|annual|revenue|acv|expected revenue|expected annual|monthly|expected value|size of deal|spend|expected spend|worth|expected annual usd|estimated arr|monthly spend|annual spend',
};

/** Labels that are also everyday words: a dash after them is a dash, and prose may begin with them. */
export const EVERYDAY_LABELS: ReadonlySet<string> = new Set([
  'job',
  'award',
  'target',
  'market',
  'who',
  'what',
  'when',
  'where',
  'need',
  'needs',
  'project',
  'date',
  'name',
  'deal',
  'type',
  'land',
]);
