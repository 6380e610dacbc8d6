import { describe, expect, it } from 'vitest';
import { documentFacts } from './document-facts.ts';

const FACTS = {
  id: 'program-x',
  title: 'Program X',
  doc_type: 'program',
  program: 'X',
  effective_from: '2026-01-01',
  status: 'current',
  data_class: 'public',
};

describe('documentFacts', () => {
  it('takes a document without figures', () => {
    expect(documentFacts.parse(FACTS).figures).toEqual([]);
  });

  it.for([
    [{ ...FACTS, colour: 'red' }, 'colour'],
    [{ ...FACTS, id: 'Program X' }, 'id'],
    [{ ...FACTS, status: 'expired' }, 'effective_to'],
    [{ ...FACTS, successor: 'program-y' }, 'successor'],
    [{ ...FACTS, effective_to: '2025-01-01' }, 'effective_to'],
    [{ ...FACTS, program: undefined }, 'program'],
    [{ ...FACTS, partner_id: 'P-1' }, 'partner_id'],
    [{ ...FACTS, doc_type: 'project', partner_id: 'P-1' }, 'data_version'],
    [{ ...FACTS, figures: [{ figure: '5 %', what: 'share', basis: 'published' }] }, 'source'],
    [{ ...FACTS, figures: [{ figure: '5 %', what: 'share', basis: 'own' }] }, 'source'],
    [{ ...FACTS, asked_as: { 'What it pays': ['one; two'] } }, 'What it pays'],
    [{ ...FACTS, asked_as: { 'What it pays': [] } }, 'What it pays'],
    [{ ...FACTS, asked_as: ['how much'] }, 'asked_as'],
    [
      { ...FACTS, figures: [{ figure: '5 %', what: 'share', basis: 'illustrative', source: 'https://x' }] },
      'source',
    ],
  ] as const)('refuses %j, naming %s', ([facts, field]) => {
    const read = documentFacts.safeParse(facts);
    expect(JSON.stringify(read.error?.issues)).toContain(field);
  });
});
