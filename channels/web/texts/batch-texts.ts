interface Counts {
  readonly rows: number;
  readonly analysed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly left: number;
}

const count = (number: number) => number.toLocaleString('en-US');

/** The words of the pages about batches. */
export const BATCH_TEXTS = {
  title: 'Many opportunities at once',
  lead: 'A CSV of opportunities, one a row. Each is analysed as the form would, and the results are a CSV again.',
  file: 'CSV file',
  fileHint:
    'At most 5 MB and 10,000 rows. The five fields of the form are needed; further columns stay beside the results.',
  template: 'A file to begin with',
  skip: 'Leave out rows with faults',
  skipHint: 'Mend them and send the file again, or send it with these rows left out: tick the box below.',
  submit: 'Analyse the file',
  noFile: 'Choose a CSV file.',
  tooLarge: 'The file is larger than 5 MB: split it into several.',
  conflict: 'This form has sent another file before. Choose the file again and send it.',
  tooMany: (open: number) => `${open} of your batches have not ended: wait for one, or cancel it.`,
  faulty: (faults: number, rows: number) =>
    `${count(faults)} ${faults === 1 ? 'fault' : 'faults'} in ${count(rows)} ${rows === 1 ? 'row' : 'rows'}: nothing was taken.`,
  nothingLeft: 'Every row has a fault: nothing would be left to analyse.',
  faults: 'What is to be mended',
  line: 'Line',
  column: 'Column',
  value: 'Value',
  way: 'What to do',
  wholeRow: '(the row)',
  empty: '(empty)',
  more: (left: number) => `And ${count(left)} more.`,
  sent: 'Sent before',
  sentAt: (when: string) => `Sent ${when}`,
  progress: 'Rows done',
  counts: ({ rows, analysed, failed, skipped, left }: Counts) =>
    `${count(rows)} rows: ${count(analysed)} analysed, ${count(failed)} failed, ${count(skipped)} left out, ${count(left)} to go.`,
  download: 'Results as CSV',
  look: 'Look now',
  refreshes: 'This page looks again by itself. You may close it: the rows go on.',
  cancel: 'Stop here',
  back: 'All batches',
  rows: 'Rows',
  customer: 'Customer',
  result: 'Result',
  arrLow: 'ARR low',
  arrHigh: 'ARR high',
  arrMedian: 'ARR middle',
  launch: 'Launch',
  confidence: 'Confidence',
  months: (low: string, high: string) => (low === high ? low : `${low} to ${high}`),
  firstRows: (shown: number, all: string) => `The first ${count(shown)} of ${all}; the CSV has all.`,
  states: { analysed: 'Analysed', failed: 'Failed', skipped: 'Left out', waiting: 'Waiting' },
  state: {
    queued: (left: string) => `Waiting, ${left} rows`,
    running: (left: string) => `Working, ${left} rows to go`,
    done: (_left: string) => 'Done',
    cancelled: (left: string) => `Stopped, ${left} rows not analysed`,
  },
} as const;
