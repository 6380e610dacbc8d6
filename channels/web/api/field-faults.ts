import type { z } from 'zod';
import type { FieldFault } from './problems.ts';

type Part = FieldFault['in'];

/** What zod found wrong with a part of a request, in the words of the API. */
export function fieldFaults(part: Part, error: z.ZodError, input: unknown): FieldFault[] {
  return error.issues.flatMap((issue) => faultsOf(part, issue, input)).slice(0, MOST_FAULTS);
}

/** More would help nobody. */
const MOST_FAULTS = 20;
const LONGEST_NAME = 100;

function faultsOf(part: Part, issue: z.core.$ZodIssue, input: unknown): FieldFault[] {
  const field = pathOf(issue.path);
  const value = valueAt(input, issue.path);
  const fault = (code: string, detail: string): FieldFault => ({ field, in: part, code, detail });
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        field: pathOf([...issue.path, key]),
        in: part,
        code: 'unknown-field',
        detail: 'There is no such field here.',
      }));
    case 'invalid_type':
      return value === undefined
        ? [fault('required', `It is needed: ${kindOf(issue.expected)}.`)]
        : [fault('wrong-type', `It has to be ${kindOf(issue.expected)}; it is ${shown(value)}.`)];
    case 'too_small':
      return [sizeFault(fault, issue.origin, 'at least', Number(issue.minimum), value)];
    case 'too_big':
      return [sizeFault(fault, issue.origin, 'at most', Number(issue.maximum), value)];
    case 'invalid_value':
      return value === undefined
        ? [fault('required', `It is needed: one of ${issue.values.map(String).join(', ')}.`)]
        : [
            fault(
              'not-accepted',
              `It has to be one of ${issue.values.map(String).join(', ')}; it is ${shown(value)}.`,
            ),
          ];
    case 'custom':
      return [fault(String(issue.params?.code ?? 'malformed'), issue.message)];
    default:
      return [fault('malformed', `${issue.message}; it is ${shown(value)}.`)];
  }
}

const UNITS = { string: ['character', 'characters'], array: ['entry', 'entries'] } as const;

function sizeFault(
  fault: (code: string, detail: string) => FieldFault,
  origin: string,
  bound: 'at least' | 'at most',
  limit: number,
  value: unknown,
): FieldFault {
  const limitText = limit.toLocaleString('en-US');
  const isLow = bound === 'at least';
  if (origin === 'string' || origin === 'array') {
    const unit = UNITS[origin][limit === 1 ? 0 : 1];
    const length = typeof value === 'string' || Array.isArray(value) ? value.length : 0;
    return fault(
      isLow ? 'too-short' : 'too-long',
      `${isLow ? 'At least' : 'At most'} ${limitText} ${unit}; this has ${length.toLocaleString('en-US')}.`,
    );
  }
  return fault(
    isLow ? 'too-small' : 'too-large',
    `It has to be ${bound} ${limitText}; it is ${shown(value)}.`,
  );
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function kindOf(expected: string): string {
  return KINDS[expected] ?? expected;
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('.').slice(0, LONGEST_NAME);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

/** Long enough to be found again, short enough to be read. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? 'a list' : 'an object';
}
