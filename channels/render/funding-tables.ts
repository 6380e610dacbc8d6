import type { FundingPlan, ProgramResult } from '#action-groups/funding/funding-plan.ts';
import { verdictWords } from './funding-words.ts';
import { type Cell, numberColumn, type Table, textColumn } from './table.ts';

/** What a funding plan is called: `Funding for Concentra`. */
export function fundingTitle({ opportunity }: Pick<FundingPlan, 'opportunity'>): string {
  return `Funding for ${opportunity.customerName}`;
}

/** Every program with its verdict, its amount and whose figures that rests on. */
export function programsTable({ programs }: FundingPlan): Table {
  return {
    title: 'Programs',
    columns: [
      textColumn('Program'),
      textColumn('Verdict'),
      ...amountColumns(),
      textColumn('Form'),
      { ...numberColumn('Apply by', 'date'), align: 'left' },
      textColumn('Why'),
    ],
    rows: programs.map((program) => [
      program.shortName,
      verdictWords(program.verdict),
      ...amountCells(program),
      formWords(program),
      program.applyByDate ?? '—',
      whyOf(program),
    ]),
  };
}

/** How each amount was reckoned, step by step. */
export function stepsTable({ programs }: FundingPlan): Table {
  return {
    title: 'How the amounts come about',
    columns: [
      textColumn('Program'),
      textColumn('Rule'),
      textColumn('From'),
      ...amountColumns(),
      textColumn('Limit'),
    ],
    rows: programs.flatMap(({ shortName, steps }) =>
      steps.map(({ formula, inputs, amountUsd, basis, limitText }) => [
        shortName,
        formula,
        inputs.join('; '),
        ...amountCells({ amountUsd, basis, form: 'cash' }),
        limitText ?? '—',
      ]),
    ),
  };
}

/** What would be paid for a customer of each size. */
export function tiersTable({ programs }: FundingPlan): Table {
  return {
    title: 'By the customer’s size',
    columns: [textColumn('Program'), textColumn('Size'), ...amountColumns()],
    rows: programs.flatMap(({ shortName, tiers, basis }) =>
      tiers.map(({ segment, amountUsd }) => [
        shortName,
        segment,
        ...amountCells({ amountUsd, basis, form: 'cash' }),
      ]),
    ),
  };
}

/** What has to be submitted for the programs that are open or fit, in order. */
export function documentsTable({ programs }: FundingPlan): Table {
  return {
    title: 'What to submit',
    columns: [
      textColumn('Program'),
      numberColumn('No.', 'count'),
      textColumn('Document'),
      textColumn('What it holds'),
    ],
    rows: openOf(programs).flatMap(({ shortName, documents }) =>
      documents.map(({ order, name, text }) => [shortName, order, name, text]),
    ),
  };
}

export function timelineTable({ timeline }: FundingPlan): Table {
  return {
    title: 'When',
    columns: [{ ...numberColumn('Day', 'date'), align: 'left' }, textColumn('What'), textColumn('Past')],
    rows: timeline.map(({ date, text, isPast }) => [date, text, isPast ? 'yes' : 'no']),
  };
}

/** The figures that the programs state, each with its basis and source. */
export function figuresTable({ programs }: FundingPlan): Table {
  return {
    title: 'Figures and their sources',
    columns: [
      textColumn('Program'),
      textColumn('Figure'),
      textColumn('Of what'),
      textColumn('Basis'),
      textColumn('Source'),
      { ...numberColumn('As of', 'date'), align: 'left' },
    ],
    rows: programs.flatMap(({ shortName, figures }) =>
      figures.map(({ figure, says, basis, url, source, date }) => [
        shortName,
        figure,
        says,
        basis,
        url ?? source ?? '—',
        date ?? '—',
      ]),
    ),
  };
}

/** Programs that go together, now and once what is missing is settled. */
export function combinationTable({ combination, combinationIfSettled }: FundingPlan): Table {
  const row = (when: string, of: FundingPlan['combination']): Cell[][] =>
    of === null
      ? []
      : [
          [
            when,
            of.names.join(', '),
            ...amountCells({ amountUsd: of.totalUsd, basis: of.basis, form: 'cash' }),
          ],
        ];
  return {
    title: 'What goes together',
    columns: [textColumn('When'), textColumn('Programs'), ...amountColumns()],
    rows: [...row('now', combination), ...row('once settled', combinationIfSettled)],
  };
}

function openOf(programs: readonly ProgramResult[]): readonly ProgramResult[] {
  return programs.filter(({ verdict }) => verdict !== 'no');
}

function amountColumns() {
  return [
    numberColumn('Low', 'usd'),
    numberColumn('Middle', 'usd'),
    numberColumn('High', 'usd'),
    textColumn('Basis'),
  ];
}

function amountCells({ amountUsd, basis }: Pick<ProgramResult, 'amountUsd' | 'basis' | 'form'>): Cell[] {
  if (amountUsd === null) return ['—', '—', '—', '—'];
  return [amountUsd.low, amountUsd.median, amountUsd.high, basis];
}

function formWords({ form, paidTo, amountUsd }: ProgramResult): string {
  if (form === 'benefit') return 'no money';
  if (form === 'service') return 'service, no money';
  return amountUsd === null ? '—' : `${form} to the ${paidTo}`;
}

function whyOf({ missing, reasons, text, verdict }: ProgramResult): string {
  if (verdict === 'not-yet') return missing.map((gap) => gap.text).join(' ');
  const telling = reasons.filter(({ outcome }) => outcome === (verdict === 'no' ? 'unmet' : 'met'));
  return telling.map((reason) => reason.text).join(' ') || text;
}
