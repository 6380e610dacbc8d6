/** Every word of the page that does not come from a result or a field's vocabulary. */
export const TEXTS = {
  product: 'Partner seller assistant',
  promise: 'What a deal is worth, when it lands and what it will run on, with the evidence for every number.',
  skip: 'Skip to content',
  footer: 'Every number is computed from past projects that you may see. Ranges, not promises.',
  seller: {
    label: 'Asking as',
    change: 'Change',
    note: 'Local development identity: on this machine anybody may choose anybody. A deployment verifies who asks.',
  },
  form: {
    title: 'Describe an opportunity',
    required: 'All five are needed.',
    more: 'More about it (optional)',
    moreHint: 'Each of these narrows the search to projects that are more alike.',
    submit: 'Analyse',
    choose: 'Choose…',
    regions: 'Sales regions',
    countries: 'Countries',
    faults: (count: number) => (count === 1 ? 'One thing to mend:' : `${count} things to mend:`),
    otherSeller: (name: string) =>
      `This form was opened for another seller. You now ask as ${name}: look it over and send it again.`,
    busy: 'Too many questions are running at the moment. Nothing was lost: send it again in a moment.',
  },
  free: {
    title: 'Or just describe it',
    label: 'In your own words',
    hint: 'The customer, where, by when, and what they want. Anything missing will be asked for.',
    example:
      'Concentra in the US wants Sybase modernization, closing 3/5/2027: move 40 Sybase ASE databases to Aurora PostgreSQL',
    submit: 'Ask',
    empty: 'Write what you want to know.',
    long: (length: number, most: number) =>
      `At most ${most.toLocaleString('en-US')} characters; this has ${length.toLocaleString('en-US')}.`,
  },
  waiting: {
    title: 'Working on it',
    note: 'This page looks again by itself until the answer is here. Reloading it asks nothing twice.',
    again: 'Look now',
    began: 'The question has been handed to the assistant.',
    running: 'running',
    done: (ms: number) => `done in ${ms.toLocaleString('en-US')} ms`,
    unfinished: (code: string) => `answered ${code}`,
  },
  answer: {
    title: 'Answer',
    asked: 'One more thing is needed',
    refused: 'That is not something I do',
    failed: 'That did not work',
    question: 'What you asked',
    words: 'In words',
    expect: 'What to expect',
    notPredicted: 'Not predicted',
    lack: 'not enough evidence',
    median: 'median',
    confidence: 'Confidence',
    thin: 'There is not enough evidence for a prediction, so none is made.',
    chart: 'ARR of the projects behind this',
    chartTwin: 'The same as a table',
    services: 'AWS services',
    architecture: 'What similar projects are built of',
    rationale: 'Why this range',
    sensitivity: 'What moves the number',
    secondOpinion: (median: string, projects: string, isInside: boolean) =>
      `Second opinion: the median of all ${projects} is ${median}, ${isInside ? 'inside' : 'outside'} the range.`,
    noArchitecture: 'There is not enough evidence for an architecture.',
    atOdds: 'What is stated and what the services come to differ by more than a quarter.',
    noServices: 'No services can be predicted from the evidence.',
    similar: 'Most similar projects',
    noSimilar: 'No similar project was found among those you may see.',
    why: 'Why it matches',
    calculator: 'AWS Pricing Calculator estimate',
    risks: 'Risks',
    noRisks: 'No risk stands out in the projects behind this.',
    unknownRisks: 'Without projects to compare with, nothing can be said about risks.',
    findings: 'Findings',
    how: 'How I got this',
    download: 'Download',
    csv: 'Projects as CSV',
    json: 'Whole analysis as JSON',
    conversation: 'This conversation',
    permanent: 'Analysis on its own page',
    sources: 'Sources',
    code: 'Code',
    retry: 'Ask again',
    newQuestion: 'New opportunity',
    unreadable: 'The stored analysis cannot be read, so its numbers are not shown.',
    sample: 'Sample data',
  },
  evidence: {
    method: 'Method',
    sql: 'SQL as it ran',
    values: 'Values bound to its question marks, in order',
    none: 'none',
    rows: 'Row counts',
    matched: 'Projects that matched',
    read: 'Rows read',
    used: 'Projects used',
    period: 'Closed',
    scope: 'Seen',
    version: 'Data version',
    cost: 'Query',
    costWords: (bytes: number, ms: number) =>
      `${bytes.toLocaleString('en-US')} bytes scanned, ${ms.toLocaleString('en-US')} ms`,
    effective: 'Effective sample',
    quality: 'Rows without a doubt',
    spread: 'High over low of ARR',
    steps: 'Steps of this turn',
  },
  insight: {
    figures: 'The figures',
    left: 'Left out or apart',
    csv: 'Rows as CSV',
    json: 'Whole answer as JSON',
    permanent: 'This answer on its own page',
  },
  feedback: {
    label: 'Was this answer of use?',
    up: 'Yes',
    down: 'No',
    thanks: 'Thank you, this was passed on.',
    lost: 'This could not be passed on at the moment. Press again in a moment.',
  },
  followUp: {
    title: 'Ask on',
    label: 'Your next question',
    reply: 'Your reply',
    submit: 'Send',
    suggestions: 'For example',
  },
} as const;

/** What the seller is told that an operation is doing. */
const OPERATIONS: Readonly<Record<string, string>> = {
  generateSimilarProjectsQuery: 'Writing the query for similar projects',
  analyzeOpportunity: 'Finding similar projects and computing the prediction',
  getAnalysisSection: 'Looking up a section of the analysis',
  generateInsightQuery: 'Writing the query for the portfolio',
  runInsightQuery: 'Counting the portfolio',
  findOpportunity: 'Looking up what is known',
  findFollowOnOpportunities: 'Looking for what customers like this bought next',
  buildRoadmap: 'Planning the quarters',
  Retrieve: 'Reading the knowledge base',
  declineRequest: 'Declining',
};

export function operationText(operation: string): string {
  return OPERATIONS[operation] ?? operation;
}

/** Pages that are no answer, by code. */
export const PROBLEMS = {
  'unknown-seller': {
    status: 401,
    title: 'Who is asking?',
    text: 'That seller is not in the directory. Choose one above.',
  },
  'not-permitted': {
    status: 403,
    title: 'Not yours to see',
    text: 'This exists, but it was made for another seller or from projects outside your partners. Ask as the seller it belongs to.',
  },
  'cross-site': {
    status: 403,
    title: 'Sent from elsewhere',
    text: 'This form was sent by another site and was not acted on. Open this page itself and send it again.',
  },
  'unknown-host': {
    status: 403,
    title: 'Another name',
    text: 'This server answers to the names of this machine only. Open it as http://localhost with the port it printed.',
  },
  'not-found': {
    status: 404,
    title: 'Nothing here',
    text: 'There is no such page, or what it showed has expired.',
  },
  'answer-gone': {
    status: 404,
    title: 'This answer is no longer here',
    text: 'Running questions and their answers are kept until the server restarts or many newer ones came. Analyses are kept for seven days: their links still work. Ask again to get a new answer.',
  },
  'too-large': {
    status: 413,
    title: 'Too long',
    text: 'What you sent is larger than 32 KB and was not read. Go back: your browser still has it. Send the part that describes the opportunity.',
  },
  'unsupported-form': {
    status: 415,
    title: 'Not a form',
    text: 'This address takes forms (application/x-www-form-urlencoded).',
  },
  'unreadable-analysis': {
    status: 500,
    title: 'The analysis cannot be read',
    text: 'What is stored is not in a form this version understands, so nothing is shown of it. Ask again to make a new one.',
  },
  'artifact-store-unavailable': {
    status: 503,
    title: 'Results cannot be reached',
    text: 'The store of results does not answer at the moment. Nothing was lost: try again shortly.',
  },
  internal: {
    status: 500,
    title: 'Something failed inside',
    text: 'Nothing was guessed instead. Try again; the reference below finds it in the log.',
  },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;
