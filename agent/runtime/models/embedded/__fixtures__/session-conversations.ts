/**
 * Conversations about several opportunities, what must be called and how the session must stand after each
 * message; the day is 2026-11-23. Written before the readers were tried on them.
 */
export interface SessionTurn {
  readonly say: string;
  /** Operations called, in order, each with a subset of its input. */
  readonly calls?: readonly (readonly [operation: string, input: Readonly<Record<string, unknown>>])[];
  /** Words of the answer. */
  readonly says?: readonly string[];
  readonly current?: string | null;
  /** Names in the session, in the order they came up. */
  readonly names?: readonly string[];
}

const BANK =
  'Nordbank in Germany, a bank, wants to move 60 Oracle databases to Aurora, closing 31 March 2027';
const HOSPITAL =
  'Next: St. Ada Hospital in Spain wants a data lake on S3 with Glue for imaging, closing 30 June 2027';
const TRUCKS =
  'another one: Velox Haulage, Poland, mid-market, wants a VMware exit of 300 VMs, closing 15 September 2027';

const two: readonly SessionTurn[] = [
  { say: BANK, current: 'Nordbank' },
  { say: HOSPITAL, current: 'St. Ada Hospital', names: ['Nordbank', 'St. Ada Hospital'] },
];
const three: readonly SessionTurn[] = [...two, { say: TRUCKS, current: 'Velox Haulage' }];

const current = (name: string, analysisId: string) =>
  [
    ['findOpportunity', { name, makeCurrent: true }],
    ['getAnalysisSection', { analysisId, section: 'summary' }],
  ] as const;
const [toBank, toHospital, toTrucks] = [
  current('Nordbank', 'analysis-1'),
  current('St. Ada Hospital', 'analysis-2'),
  current('Velox Haulage', 'analysis-3'),
];
const section = (analysisId: string, name: string) =>
  [['getAnalysisSection', { analysisId, section: name }]] as const;
const both = (first: string, second: string) =>
  [first, second].map((analysisId) => ['getAnalysisSection', { analysisId, section: 'summary' }] as const);

export const SESSION_CONVERSATIONS: Readonly<Record<string, readonly SessionTurn[]>> = {
  'lists in whatever words': [
    ...three,
    ...[
      'what are we looking at?',
      'list my deals',
      'what have we got so far',
      'show all opportunities',
      'which deals do I have open?',
      'what’s on the list',
      'list them please',
      'my opportunities?',
      'remind me which customers we have discussed',
      'ok, what have I given you so far?',
    ].map((say) => ({
      say,
      calls: [],
      says: ['Nordbank', 'St. Ada Hospital', 'Velox Haulage (current)', '15 September 2027'],
    })),
  ],
  'switches by name, order, use and what is known': [
    ...three,
    {
      say: 'back to Nordbank',
      calls: toBank,
      current: 'Nordbank',
      says: ['Nordbank', 'ARR: $812k to $1.93M'],
    },
    { say: 'the second one', calls: toHospital, current: 'St. Ada Hospital' },
    { say: 'go to the third deal please', calls: toTrucks, current: 'Velox Haulage' },
    { say: 'switch back to the bank', calls: toBank, current: 'Nordbank' },
    { say: 'the hospital deal', calls: toHospital, current: 'St. Ada Hospital' },
    { say: 'the previous one', calls: toBank, current: 'Nordbank' },
    { say: 'show me the VMware deal', calls: toTrucks, current: 'Velox Haulage' },
    { say: 'what about the one in Spain?', calls: toHospital, current: 'St. Ada Hospital' },
    { say: 'ok, let’s talk about the Polish one', calls: toTrucks, current: 'Velox Haulage' },
    { say: 'back to the deal closing in March', calls: toBank, current: 'Nordbank' },
    { say: 'open the latest deal', calls: toTrucks, current: 'Velox Haulage' },
    { say: 'the data lake one', calls: toHospital, current: 'St. Ada Hospital' },
    { say: 'return to velox', calls: toTrucks, current: 'Velox Haulage' },
    { say: 'back to Nordbnk', calls: toBank, current: 'Nordbank' },
  ],
  'asks which one when several are meant': [
    ...three,
    { say: 'the other one', says: ['Which one', 'Nordbank', 'St. Ada Hospital'], current: 'Velox Haulage' },
    { say: 'the bank', calls: toBank, current: 'Nordbank' },
    { say: 'forget the other deal', says: ['Which one'], current: 'Nordbank' },
    {
      say: 'velox',
      calls: [['findOpportunity', { name: 'Velox Haulage', forget: true }]],
      names: ['Nordbank', 'St. Ada Hospital'],
    },
  ],
  'asks about another one in passing': [
    ...two,
    { say: 'what could go wrong at the bank?', calls: section('analysis-1', 'risks') },
    { say: 'and the services?', calls: section('analysis-1', 'services') },
    { say: 'how sure are we about the hospital deal', calls: section('analysis-2', 'confidence') },
    {
      say: 'back to the bank: which past projects is that based on',
      calls: [toBank[0], ...section('analysis-1', 'similarProjects')],
    },
    {
      say: 'thx. go back to st. ada and show me the sql',
      calls: [toHospital[0], ...section('analysis-2', 'evidence')],
    },
  ],
  compares: [
    ...two,
    {
      say: 'compare the two',
      calls: both('analysis-1', 'analysis-2'),
      says: ['Nordbank', 'St. Ada Hospital', 'ARR'],
    },
    { say: 'Nordbank vs St. Ada Hospital', calls: both('analysis-1', 'analysis-2') },
    { say: 'which one is bigger?', calls: both('analysis-1', 'analysis-2') },
    { say: 'how does it compare to the bank', calls: both('analysis-2', 'analysis-1') },
    { say: 'put them side by side', calls: both('analysis-1', 'analysis-2') },
    {
      say: 'which of the two closes first?',
      calls: both('analysis-1', 'analysis-2'),
      says: ['Nordbank** closes first'],
    },
    {
      say: 'what’s the difference between the bank and the hospital?',
      calls: both('analysis-1', 'analysis-2'),
    },
    { say: 'compare', calls: both('analysis-1', 'analysis-2') },
  ],
  'compares two of three': [
    ...three,
    { say: 'compare velox with the bank', calls: both('analysis-3', 'analysis-1') },
    { say: 'compare the first and the second deal', calls: both('analysis-1', 'analysis-2') },
    {
      say: 'compare all of them',
      calls: [...both('analysis-1', 'analysis-2'), ['getAnalysisSection', { analysisId: 'analysis-3' }]],
    },
    { say: 'compare it with the hospital deal', calls: both('analysis-3', 'analysis-2') },
  ],
  renames: [
    ...two,
    {
      say: 'call it Phoenix',
      calls: [['findOpportunity', { name: 'St. Ada Hospital', renameTo: 'Phoenix' }]],
      names: ['Nordbank', 'Phoenix'],
    },
    {
      say: "let's call the bank deal Orion",
      calls: [['findOpportunity', { name: 'Nordbank', renameTo: 'Orion' }]],
      names: ['Orion', 'Phoenix'],
    },
    {
      say: 'rename orion to "Big Blue" please',
      calls: [['findOpportunity', { name: 'Orion', renameTo: 'Big Blue' }]],
    },
    {
      say: 'rename it to Imaging lake',
      calls: [['findOpportunity', { name: 'Phoenix', renameTo: 'Imaging lake' }]],
    },
    {
      say: 'back to big blue',
      calls: [
        ['findOpportunity', { name: 'Big Blue', makeCurrent: true }],
        ['getAnalysisSection', {}],
      ],
      current: 'Big Blue',
    },
    {
      say: 'no, Austria',
      calls: [['analyzeOpportunity', { customerName: 'Nordbank', country: 'AT' }]],
      current: 'Big Blue',
    },
    {
      say: 'name this one Alpine from now on',
      calls: [['findOpportunity', { name: 'Big Blue', renameTo: 'Alpine' }]],
      names: ['Alpine', 'Imaging lake'],
    },
  ],
  'answers what-ifs beside the opportunity': [
    ...two,
    {
      say: 'if it slips to September?',
      calls: [
        [
          'analyzeOpportunity',
          { customerName: 'St. Ada Hospital', targetCloseDate: '2027-09-30', whatIfOf: 'analysis-2' },
        ],
      ],
      says: ['30 September 2027', 'now 30 June 2027', 'keep that'],
    },
    {
      say: 'what if they were mid-market',
      calls: [
        [
          'analyzeOpportunity',
          { customerSegment: 'Mid-Market', targetCloseDate: '2027-06-30', whatIfOf: 'analysis-2' },
        ],
      ],
    },
    {
      say: 'what would it be in Germany',
      calls: [['analyzeOpportunity', { country: 'DE', whatIfOf: 'analysis-2' }]],
    },
    {
      say: 'suppose it closes a quarter later',
      calls: [['analyzeOpportunity', { targetCloseDate: '2027-09-30', whatIfOf: 'analysis-2' }]],
    },
    { say: 'what are the risks?', calls: section('analysis-2', 'risks') },
    {
      say: 'ok keep that',
      calls: [['analyzeOpportunity', { targetCloseDate: '2027-09-30', country: 'ES' }]],
      names: ['Nordbank', 'St. Ada Hospital'],
    },
    {
      say: 'and if the bank deal closed in May?',
      calls: [
        [
          'analyzeOpportunity',
          { customerName: 'Nordbank', targetCloseDate: '2027-05-31', whatIfOf: 'analysis-1' },
        ],
      ],
    },
    {
      say: 'go with May',
      calls: [['analyzeOpportunity', { customerName: 'Nordbank', targetCloseDate: '2027-05-31' }]],
      names: ['Nordbank', 'St. Ada Hospital'],
    },
    {
      say: 'assume they were an enterprise',
      calls: [['analyzeOpportunity', { customerSegment: 'Enterprise', whatIfOf: 'analysis-9' }]],
    },
    {
      say: 'and in Austria?',
      calls: [
        ['analyzeOpportunity', { customerSegment: 'Enterprise', country: 'AT', whatIfOf: 'analysis-9' }],
      ],
    },
    { say: 'no, leave it as it was', calls: [], says: ['stays as it was'] },
  ],
  forgets: [
    ...three,
    {
      say: 'forget the bank',
      calls: [['findOpportunity', { name: 'Nordbank', forget: true }]],
      names: ['St. Ada Hospital', 'Velox Haulage'],
      current: 'Velox Haulage',
    },
    {
      say: 'drop the second one',
      calls: [['findOpportunity', { name: 'Velox Haulage', forget: true }]],
      names: ['St. Ada Hospital'],
      current: 'St. Ada Hospital',
    },
    { say: 'what are the risks', calls: section('analysis-2', 'risks') },
    {
      say: 'forget everything',
      calls: [['findOpportunity', { name: 'St. Ada Hospital', forget: true }]],
      names: [],
      current: null,
    },
    { say: 'list my deals', says: ['no analysis yet'] },
  ],
  'takes a part of the wish for no opportunity': [
    { say: BANK },
    {
      say: 'they also want a data lake with Glue',
      calls: [['analyzeOpportunity', { customerName: 'Nordbank' }]],
    },
    {
      say: 'drop the data lake',
      calls: [['analyzeOpportunity', { customerName: 'Nordbank' }]],
      names: ['Nordbank'],
    },
  ],
};
