import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import type { SqlValue } from '#knowledge-base/projects/warehouse.ts';
import { OperationError } from '../kernel/operation-error.ts';

/** Whose projects are looked through, in which version of the data. */
export interface Reading {
  readonly scope: Scope;
  readonly dataVersion: string;
}

/**
 * The conditions that limit a reading of the projects to the data version, every year, and the scope.
 * @throws {OperationError} `not-permitted` for a scope without partners
 */
export function readingLimits(
  { scope, dataVersion }: Reading,
  bind: (value: SqlValue) => string,
): readonly string[] {
  const lines = [
    `data_version = ${bind(dataVersion)}`,
    // Every year, and 0 for projects without a close date.
    `close_year BETWEEN ${bind(0)} AND ${bind(9999)}`,
  ];
  if (scope.kind === 'organisation') return lines;
  if (scope.partnerIds.length === 0)
    throw new OperationError('not-permitted', 'no partner’s projects may be seen');
  return [...lines, `partner_id IN (${scope.partnerIds.map(bind).join(', ')})`];
}
