import { nearest } from '#knowledge-base/projects/nearest.ts';
import { OperationError } from '../kernel/operation-error.ts';

/** One argument that cannot be taken as it is, in the form that every `invalid-arguments` reply has. */
export interface ArgumentIssue {
  readonly field: string;
  readonly value: string;
  readonly problem: string;
  readonly accepted: string;
  /** What may have been meant. */
  readonly nearest?: string;
}

export function invalidArguments(issues: readonly ArgumentIssue[]): OperationError {
  const summary = issues.map(({ field, problem }) => `${field}: ${problem}`).join('; ');
  return new OperationError('invalid-arguments', summary, { details: { issues } });
}

/** A value that is none of a list, with the one that may have been meant. */
export function unknownValue(field: string, value: string, known: readonly string[]): ArgumentIssue {
  const meant = nearest(value, known);
  const shown = value.slice(0, 200);
  return {
    field,
    value: shown,
    problem: `“${shown}” is not known${meant === undefined ? '' : `; did you mean ${meant}?`}`,
    accepted: known.length > MOST_LISTED ? `one of ${known.length} values` : `one of: ${known.join(' | ')}`,
    ...(meant === undefined ? {} : { nearest: meant }),
  };
}

const MOST_LISTED = 40;
