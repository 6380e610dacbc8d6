import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DocumentError } from './document-error.ts';
import { parseDocument } from './parse-document.ts';

const FRONT = `id: program-x
title: Program X
doc_type: program
program: X
effective_from: 2026-01-01
status: current
data_class: public`;

function faultsOf(source: string) {
  try {
    parseDocument(source, 'x.md');
  } catch (error) {
    if (error instanceof DocumentError) return error.faults;
    throw error;
  }
  return [];
}

describe('parseDocument', () => {
  it('gives the facts, the text and the line at which the text begins', () => {
    const read = parseDocument(`---\r\n${FRONT}\r\n---\r\n# Program X\r\n`, 'x.md');
    expect(read).toMatchObject({ file: 'x.md', body: '# Program X\n', bodyLine: 10 });
    expect(read.facts).toMatchObject({ id: 'program-x', effective_from: '2026-01-01', figures: [] });
  });

  it('names line, field, value and the known facts for one that is not known', () => {
    expect(faultsOf(`---\n${FRONT}\ncolour: red\n---\ntext\n`)).toEqual([
      {
        file: 'x.md',
        line: 9,
        field: 'colour',
        value: 'red',
        problem: expect.stringContaining('no such front fact; known are id, title, doc_type'),
      },
    ]);
  });

  it('names the line inside a figure', () => {
    const figures = 'figures:\n  - figure: 5 %\n    what: share\n    basis: guess';
    expect(faultsOf(`---\n${FRONT}\n${figures}\n---\ntext\n`)).toMatchObject([
      { line: 12, field: 'figures.0.basis', value: 'guess' },
    ]);
  });

  it.for([
    ['no front matter at all', 1, 'front matter'],
    [`---\n${FRONT}\n---\n   \n`, 10, 'text'],
    ['---\nid: [\n---\ntext', 2, 'front matter'],
    ['---\nid: x\nid: y\n---\ntext', 3, 'front matter'],
  ] as const)('refuses %j', ([source, line, field]) => {
    expect(faultsOf(source)).toMatchObject([{ line, field }]);
  });

  it('reads or refuses any text, never otherwise', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (yaml, body) => {
        faultsOf(`---\n${yaml}\n---\n${body}`);
      }),
    );
  });
});
