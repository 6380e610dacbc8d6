import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passageFacts } from './passage-facts.ts';

const metadata = {
  title: 'Activate credits',
  section: 'Who can apply',
  effective_from: 20240101,
  effective_to: 20261124,
  status: 'current',
  basis: 'illustrative',
};

describe('passageFacts', () => {
  it('says title, section, date and basis, and that it has expired the day after its last', () => {
    const facts = {
      title: 'Activate credits',
      section: 'Who can apply',
      date: '2024-01-01',
      basis: 'illustrative',
    };
    expect(passageFacts(metadata, '2026-11-24')).toEqual(facts);
    expect(passageFacts(metadata, '2026-11-25')).toEqual({ ...facts, expired: { on: '2026-11-24' } });
    expect(passageFacts(metadata)).toEqual(facts);
  });

  it('takes a document’s own word for having expired', () => {
    expect(passageFacts({ status: 'expired' }, '2026-11-25')).toEqual({ expired: {} });
  });

  it('says nothing that metadata of any kind does not say', () => {
    const anything = fc.dictionary(fc.constantFrom(...Object.keys(metadata)), fc.anything());
    fc.assert(
      fc.property(anything, (given) => {
        for (const value of Object.values(passageFacts(given, '2026-11-25')))
          expect(['string', 'object']).toContain(typeof value);
      }),
    );
    expect(passageFacts({})).toEqual({});
  });
});
