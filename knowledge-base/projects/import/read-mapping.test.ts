import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAPPING_SCHEMA_FILE, mappingJsonSchema } from './mapping-schema.ts';
import { MappingError, parseMapping } from './read-mapping.ts';

const root = new URL('../../../', import.meta.url);

function faultsOf(yaml: string): readonly string[] {
  try {
    parseMapping(yaml, 'm.yaml');
    return [];
  } catch (error) {
    if (error instanceof MappingError) return error.faults;
    throw error;
  }
}

describe('parseMapping', () => {
  it('takes every mapping that stands in the folder', () => {
    const folder = new URL('knowledge-base/projects/mappings/', root);
    const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
    expect(files.length).toBeGreaterThan(1);
    for (const name of files) parseMapping(readFileSync(new URL(name, folder), 'utf8'), name);
  });

  it.for([
    ['', 'it must begin with kind'],
    ['[1]', 'it must begin with kind'],
    ['a: [', 'no YAML'],
    [
      'kind: project\ncolumns: {opportunity_id: Id}',
      '“project” is none of projects, table; did you mean projects?',
    ],
    ['columns: {opportunity_id: Id}', 'kind: it is missing; accepted: projects, table'],
    ['kind: projects', 'columns: it is missing'],
    [
      'kind: projects\ncolums: {}\ncolumns: {opportunity_id: Id}',
      'there is no “colums”; did you mean columns?',
    ],
    [
      'kind: projects\ncolumns: {opportunity_id: Id, custmer_name: Account}',
      'columns: there is no “custmer_name”; did you mean customer_name?',
    ],
    [
      'kind: projects\ncolumns: {opportunity_id: Id, close_date: {as: dat, from: Closed}}',
      'columns.close_date.as: “dat” is none of text, money, date, epoch, constant, lookup; did you mean date?',
    ],
    [
      'kind: projects\ncolumns: {opportunity_id: Id, close_date: {as: date, from: Closed, formt: YYYY}}',
      'columns.close_date: there is no “formt”; did you mean format?',
    ],
    [
      'kind: projects\ncolumns: {opportunity_id: Id, close_date: {as: epoch, from: Closed, unit: sec}}',
      'columns.close_date.unit: “sec” is none of the list; accepted: s, ms, us, ns',
    ],
    [
      'kind: projects\ncolumns: {opportunity_id: Id, close_date: {as: epoch, unit: s}}',
      'columns.close_date.from: it is missing',
    ],
    [
      'kind: projects\ncolumns: {opportunity_id: 5}',
      'columns.opportunity_id: “5” is neither a column’s name',
    ],
    ['kind: projects\ncolumns: {customer_name: Account}', 'columns.opportunity_id is not mapped'],
    [
      'kind: projects\ncolumns: {opportunity_id: Id, stage: Stage}\nabsent: [stage]',
      'absent: stage is mapped as well',
    ],
    [
      'kind: projects\ncolumns: {opportunity_id: Id}\nabsent: [progam]',
      'absent.0: “progam” is none of the list; did you mean program?',
    ],
    [
      'kind: projects\ncolumns: {opportunity_id: Id, services: {as: list, from: S}, service_1: T}',
      'columns.services fills the slots',
    ],
    [
      'kind: table\ndate: d\ntargets: {amount: {as: number, from: a}}',
      'targets.amount.scale: it is missing; accepted: log, linear',
    ],
  ] as const)('of %j says %j', ([yaml, words]) => {
    expect(faultsOf(yaml).join('\n')).toContain(words);
  });

  it('names everything that is wrong, not only the first', () => {
    const faults = faultsOf('kind: projects\nsorce: {}\ncolumns: {opportunity_id: 5, stag: Stage}');
    expect(faults).toHaveLength(3);
  });

  it('throws nothing but its own error, whatever the text is', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.stringMatching(/^[a-z:{}[\],&* \n-]{0,60}$/)),
        (text) => {
          faultsOf(text);
          faultsOf(`kind: projects\ncolumns: ${text}`);
          faultsOf(`kind: table\ntargets: ${text}`);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('mappingJsonSchema', () => {
  it('stands as a file beside the mappings, as npm run openapi writes it', () => {
    const file = readFileSync(new URL(MAPPING_SCHEMA_FILE, root), 'utf8');
    expect(file).toBe(`${JSON.stringify(mappingJsonSchema(), null, 2)}\n`);
  });
});
