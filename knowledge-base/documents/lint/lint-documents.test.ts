import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeFault } from '../document-error.ts';
import { parseDocument } from '../parse-document.ts';
import { CONTENT_DIR, readDocuments } from '../read-documents.ts';
import { lintDocuments } from './lint-documents.ts';

const ROOT = new URL('../../../', import.meta.url);
const OPTIONS = {
  today: '2026-11-25',
  projectFile: (path: string) => {
    const file = new URL(path, ROOT);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  },
};
const WORDS = Array.from({ length: 110 }, (_, index) => `word${index % 7}`).join(' ');

/** A document without a fault, with lines of the front matter changed and text added. */
function documentOf(facts: string, text = '', file = 'program-x.md') {
  const source = `---
id: program-x
title: Program X
doc_type: program
program: X
effective_from: 2026-01-01
status: current
data_class: public
${facts}
---
# Program X

## One

${WORDS}

## Two

${WORDS}

## Three

${text}

${WORDS}
`;
  return parseDocument(source, file);
}

const ILLUSTRATIVE = 'figures:\n  - { figure: "USD 5,000", what: cap, basis: illustrative }';

describe('lintDocuments', () => {
  it('wants ways to ask short, once each, and under a heading that there is', () => {
    const facts = `asked_as:
  One: [how much, ${'word '.repeat(13)}]
  Two: [How much, where]
  Program X: [what is it]
  Four: [when]`;
    const problems = lintDocuments([documentOf(facts)], OPTIONS).filter(({ field }) => field === 'asked_as');
    expect(problems.map(({ problem }) => problem)).toEqual([
      'has 13 words, the most are 12: say it shorter',
      'stands under “One” already: keep it where the answer is',
      'there is no such heading; there are One, Two, Three',
      'there is no such heading; there are One, Two, Three',
    ]);
  });

  it('finds nothing in the documents of this project', async () => {
    const { documents, faults } = await readDocuments(CONTENT_DIR);
    const problems = [...faults, ...lintDocuments(documents, OPTIONS)];
    expect(problems.map(describeFault)).toEqual([]);
    expect(documents.length).toBeGreaterThanOrEqual(45);
    expect(documents.filter(({ facts }) => facts.status === 'expired').length).toBeGreaterThanOrEqual(1);
  });

  it('finds nothing in a document without a fault', () => {
    expect(lintDocuments([documentOf(ILLUSTRATIVE, 'At most USD 5,000 (illustrative).')], OPTIONS)).toEqual(
      [],
    );
  });

  it.for([
    ['', 'It pays USD 5,000.', 'figure', 'USD 5,000', 'is in no figure of the front facts'],
    ['', 'It pays half, fifty percent.', 'figure', 'fifty percent', 'is in no figure'],
    [ILLUSTRATIVE, 'At most $5k.', 'figure', '$5k', 'is illustrative and the text does not say so here'],
    [ILLUSTRATIVE, '', 'figures', 'USD 5,000', 'stands nowhere in the text'],
    [
      'figures:\n  - { figure: lots, what: cap, basis: illustrative }',
      '',
      'figures.0.figure',
      'lots',
      'is no single amount',
    ],
    [
      'figures:\n  - { figure: 5 %, what: x, basis: own, source: nowhere.md }',
      'It is 5 %.',
      'figures.0.source',
      'nowhere.md',
      'is no file of this project',
    ],
    [
      'figures:\n  - { figure: 4.44 %, what: x, basis: own, source: README.md }',
      'It is 4.44 %.',
      'figures.0.figure',
      '4.44 %',
      'does not stand in README.md',
    ],
    [
      'figures:\n  - { figure: 5 %, what: x, basis: published, source: "https://example.com/", date: 2027-01-01 }',
      'It is 5 %.',
      'figures.0.date',
      '2027-01-01',
      'is after 2026-11-25',
    ],
    ['', '[there](nowhere.md)', 'link', 'nowhere.md', 'there is no such document'],
    ['', '[there](#four)', 'link', '#four', 'has no such section; it has'],
    ['', '[there](http://example.com/)', 'link', 'http://example.com/', 'has to begin with https://'],
    ['', '[there](https://localhost/)', 'link', 'https://localhost/', 'is no public address'],
    ['', '[there](javascript:alert)', 'link', 'javascript:alert', 'has to begin with https://'],
    [
      '',
      '![it](https://example.com/a.png)',
      'image',
      'https://example.com/a.png',
      'documents have no images',
    ],
    ['', 'a <b>word</b>', 'html', '<b>', 'documents have no HTML'],
    [
      'source_uri: "http://example.com/"',
      '',
      'source_uri',
      'http://example.com/',
      'has to begin with https://',
    ],
    ['', '# Again', 'heading', 'Again', 'only the title is a heading of the first level'],
    ['', `## One\n\n${WORDS}`, 'heading', 'One', 'stands twice'],
    [
      '',
      Array.from({ length: 320 }, () => 'long').join(' '),
      'chunk',
      'program-x/three',
      'tokens in one piece',
    ],
    ['effective_to: 2026-11-24', '', 'effective_to', '2026-11-24', 'is before 2026-11-25'],
    ['effective_to: 2026-11-24\nsuccessor: program-y', '', 'effective_to', '2026-11-24', 'is before'],
  ] as const)('with front facts %j and text %j reports %s', ([facts, text, field, value, problem]) => {
    const source = facts.includes('successor') ? facts.split('\n')[0] : facts;
    expect(lintDocuments([documentOf(source ?? '', text)], OPTIONS)).toContainEqual(
      expect.objectContaining({
        severity: 'error',
        file: 'program-x.md',
        field,
        value,
        problem: expect.stringContaining(problem),
      }),
    );
  });

  it('names the line of the file that the figure stands in', () => {
    const [problem] = lintDocuments([documentOf('', 'It pays 5 %.')], OPTIONS);
    expect(problem?.line).toBe(23);
  });

  it('reports what is the same in two documents, and a file that is not named after its id', () => {
    const problems = lintDocuments([documentOf(''), documentOf('', '', 'other/program-y.md')], OPTIONS);
    expect(problems.map(({ field, problem }) => `${field}: ${problem}`)).toEqual([
      'id: the file is program-y.md: name it program-x.md',
      'id: program-x.md has the same; give each document its own',
      'title: program-x.md has the same; give each document its own',
    ]);
  });

  it('wants an expired document to say so and to lead to one that holds', () => {
    const expired = parseDocument(
      `---\nid: old-x\ntitle: Old X\ndoc_type: playbook\neffective_from: 2025-01-01\neffective_to: 2025-12-31\nstatus: expired\nsuccessor: program-z\ndata_class: public\n---\n# Old X\n\n## A\n\n${WORDS}\n\n## B\n\n${WORDS}\n\n## C\n\n${WORDS}\n`,
      'old-x.md',
    );
    expect(lintDocuments([expired], OPTIONS).map(({ field }) => field)).toEqual(['status', 'successor']);
  });

  it('judges a short document by its length and its chunks', () => {
    const short = parseDocument(
      '---\nid: s\ntitle: Short\ndoc_type: playbook\neffective_from: 2025-01-01\nstatus: current\ndata_class: public\n---\n# Short\n\n## A\n\nfew words\n',
      's.md',
    );
    expect(lintDocuments([short], OPTIONS).map(({ field }) => field)).toEqual([
      'length',
      'headings',
      'chunk',
    ]);
  });

  it('takes any text and names a line of the file', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const document = documentOf('', text);
        const lines = document.body.split('\n').length + document.bodyLine;
        for (const { line } of lintDocuments([document], OPTIONS)) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
        }
      }),
    );
  });
});
