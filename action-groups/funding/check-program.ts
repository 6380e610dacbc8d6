import { nearest } from '#knowledge-base/projects/nearest.ts';
import { factField } from './fact-fields.ts';
import { type FieldFault, type Formula, figuresOf, partsOf } from './formula.ts';
import type { Operator, Program, ProgramFigure, ProgramRule } from './program.ts';

/** What is wrong within one program that its shape cannot say: figures that are not there or never used, rules that cannot be decided. */
export function checkProgram(program: Program): readonly FieldFault[] {
  const uses = figureUses(program);
  return [
    ...uses.flatMap((use) => useFault(use, program.figures)),
    ...Object.keys(program.figures)
      .filter((name) => !uses.some(({ figure }) => figure === name))
      .map((name) => ({
        path: ['figures', name],
        value: program.figures[name]?.value,
        problem: 'no formula, rule or milestone names it; use it or leave it out',
      })),
    ...program.eligibility.flatMap((rule, at) => ruleFaults(rule, ['eligibility', at])),
    ...limitFaults(program),
  ];
}

interface FigureUse {
  readonly path: FieldFault['path'];
  readonly figure: string;
  readonly unit: ProgramFigure['unit'];
}

/** Each place that names a figure, with the unit it needs. */
function figureUses({ amount, eligibility, milestones }: Program): readonly FigureUse[] {
  const formulas = formulasOf(amount);
  return [
    ...formulas.flatMap(({ formula, path }) =>
      partsOf(formula).flatMap((part) => figuresOf(part).map((each): FigureUse => ({ path, ...each }))),
    ),
    ...eligibility.flatMap(({ field, figure }, at): FigureUse[] => {
      const unit = factField(field).unit;
      if (figure === undefined) return [];
      return [{ path: ['eligibility', at, 'figure'], figure, unit: unit === 'usd' ? 'usd' : 'days' }];
    }),
    ...milestones.flatMap(({ days, takes }, at): FigureUse[] => [
      { path: ['milestones', at, 'days'], figure: days, unit: 'days' },
      ...(takes === undefined
        ? []
        : [{ path: ['milestones', at, 'takes'], figure: takes, unit: 'days' as const }]),
    ]),
  ];
}

function formulasOf(amount: Program['amount']): { formula: Formula; path: FieldFault['path'] }[] {
  const named = (formula: Formula | undefined, ...path: (string | number)[]) =>
    formula === undefined ? [] : [{ formula, path: ['amount', ...path] }];
  return [
    ...named(amount?.formula, 'formula'),
    ...named(amount?.cap, 'cap'),
    ...named(amount?.floor, 'floor'),
    ...(amount?.phases ?? []).flatMap(({ formula, cap, floor }, at) => [
      ...named(formula, 'phases', at, 'formula'),
      ...named(cap, 'phases', at, 'cap'),
      ...named(floor, 'phases', at, 'floor'),
    ]),
  ];
}

function useFault({ path, figure, unit }: FigureUse, figures: Program['figures']): FieldFault[] {
  const found = Object.hasOwn(figures, figure) ? figures[figure] : undefined;
  if (found === undefined) {
    const meant = nearest(figure, Object.keys(figures));
    const known =
      meant === undefined ? `the figures are ${Object.keys(figures).join(', ')}` : `did you mean ${meant}?`;
    return [{ path, value: figure, problem: `is no figure of this program; ${known}` }];
  }
  if (found.unit === unit) return [];
  return [{ path, value: figure, problem: `is in ${found.unit}, and ${unit} is needed here` }];
}

const OPERATORS_OF: Readonly<Record<ReturnType<typeof factField>['type'], readonly Operator[]>> = {
  text: ['is', 'is-not', 'in', 'not-in'],
  set: ['includes-any', 'includes-none'],
  flag: ['is'],
  number: ['at-least', 'at-most'],
};

function ruleFaults({ field, operator, value, figure }: ProgramRule, path: FieldFault['path']): FieldFault[] {
  const { type, values, isOrdered } = factField(field);
  const allowed = [...OPERATORS_OF[type], ...(isOrdered ? (['at-least', 'at-most'] as const) : [])];
  if (!allowed.includes(operator)) {
    return [
      {
        path: [...path, 'operator'],
        value: operator,
        problem: `does not go with ${field}; one of ${allowed.join(', ')}`,
      },
    ];
  }
  const at = [...path, 'value'];
  if (type === 'number') {
    return figure === undefined
      ? [{ path: at, value, problem: `${field} is compared with a figure; give figure instead` }]
      : [];
  }
  if (figure !== undefined)
    return [
      { path: [...path, 'figure'], value: figure, problem: `${field} is no number; give value instead` },
    ];
  if (type === 'flag')
    return typeof value === 'boolean' ? [] : [{ path: at, value, problem: 'has to be true or false' }];
  const takesList = ['in', 'not-in', 'includes-any', 'includes-none'].includes(operator);
  if (takesList !== Array.isArray(value) || typeof value === 'boolean')
    return [
      { path: at, value, problem: takesList ? `${operator} needs a list` : `${operator} needs one value` },
    ];
  const unknown = [value ?? []].flat().filter((each) => values !== undefined && !values.includes(each));
  return unknown.map((each) => ({
    path: at,
    value: each,
    problem: `is no value of ${field}; one of ${values?.join(', ')}`,
  }));
}

/** A cap or a floor is what the program states, whatever the opportunity is. */
function limitFaults({ amount, figures, form: whole }: Program): FieldFault[] {
  const forms = new Set((amount?.phases ?? []).map(({ form }) => form ?? whole));
  if (forms.size > 1 && (amount?.cap !== undefined || amount?.floor !== undefined)) {
    return [
      {
        path: ['amount', amount.cap === undefined ? 'floor' : 'cap'],
        value: [...forms].join(' and '),
        problem:
          'is paid in several forms, so a limit of the whole could not be shared out; limit each phase',
      },
    ];
  }
  const limited = [
    { limits: amount, path: ['amount'] },
    ...(amount?.phases ?? []).map((phase, at) => ({ limits: phase, path: ['amount', 'phases', at] })),
  ];
  return limited.flatMap(({ limits, path }) => {
    const faults: FieldFault[] = [];
    for (const name of ['cap', 'floor'] as const) {
      const fact = partsOf(limits?.[name] ?? { kind: 'sum', terms: [] }).find(({ kind }) => kind === 'fact');
      if (fact?.kind === 'fact')
        faults.push({
          path: [...path, name],
          value: fact.fact,
          problem: 'a limit depends on figures alone; put this into the formula with least or greatest',
        });
    }
    const [cap, floor] = [limits?.cap, limits?.floor];
    if (cap?.kind === 'figure' && floor?.kind === 'figure') {
      const [most, least] = [figures[cap.figure]?.value ?? 0, figures[floor.figure]?.value ?? 0];
      if (least > most)
        faults.push({
          path: [...path, 'floor'],
          value: least,
          problem: `is above the cap of ${most}; change one of them`,
        });
    }
    return faults;
  });
}
