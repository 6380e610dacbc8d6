import { describe, expect, it } from 'vitest';
import { namesTogether } from './names-together.ts';

const nobody = { known: false, candidates: [], matched: null, name: null } as const;

describe('namesTogether', () => {
  it.for([
    ['Acme and Globex', ['Acme', 'Globex']],
    ['Acme, Globex, and Initech', ['Acme', 'Globex', 'Initech']],
    ['Acme & Globex', ['Acme', 'Globex']],
    ['Acme', []],
    ['Acme, Inc.', []],
    ['Highland', []],
    [', and', []],
  ] as const)('parts %j into %j', ([asked, names]) => {
    expect(namesTogether({ ...nobody, asked })).toEqual(names);
  });

  it('leaves a name that somebody has whole', () => {
    const asked = 'Marks and Spencer';
    const short = { ...nobody, known: true, matched: 'short' } as const;
    expect(namesTogether({ ...short, matched: 'exact', asked })).toEqual([]);
    expect(namesTogether({ ...short, name: 'Marks and Spencer Group', asked })).toEqual([]);
    expect(namesTogether({ ...short, name: 'Marks', asked })).toEqual(['Marks', 'Spencer']);
    expect(namesTogether({ ...nobody, candidates: ['A', 'B'], asked })).toEqual([]);
  });
});
