import { describe, expect, it } from 'vitest';
import { needleOf, stem } from './stem.ts';

describe('stem', () => {
  it.for([
    [['database', 'databases'], 'databas'],
    [['modernization', 'modernisation', 'modernize', 'modernizing', 'modernized'], 'modern'],
    [['migrate', 'migration', 'migrations', 'migrating', 'migrated'], 'migrat'],
    [['warehouse', 'warehouses', 'warehousing'], 'warehous'],
    [['server', 'servers'], 'server'],
    [['analytics', 'analytical'], 'analytic'],
    [['optimize', 'optimisation', 'optimizing'], 'optim'],
    [['consolidate', 'consolidation', 'consolidated'], 'consolid'],
  ] as const)('gives one beginning to %s', ([family, expected]) => {
    expect(family.map(stem)).toEqual(family.map(() => expected));
  });

  it('leaves short words whole', () => {
    expect(['sap', 'ase', 'aws', 'rates', 'lake', 'edge'].map(stem)).toEqual([
      'sap',
      'ase',
      'aws',
      'rates',
      'lake',
      'edge',
    ]);
  });
});

describe('needleOf', () => {
  it('looks for a short word as a whole, a short stem at the beginning of words, a name as it is', () => {
    expect(needleOf('tables', { isName: false })).toBe(' table');
    expect(needleOf('ase', { isName: true })).toBe(' ase ');
    expect(needleOf('databases', { isName: false })).toBe('databas');
    expect(needleOf('oracle', { isName: true })).toBe('oracle');
    expect(needleOf('postgresql', { isName: true })).toBe('postgres');
  });
});
