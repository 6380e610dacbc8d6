import { describe, expect, it } from 'vitest';
import { statedQuantities } from './stated-quantities.ts';

describe('statedQuantities', () => {
  it.for([
    ['move 40 Sybase ASE databases to Aurora', ['40 Sybase ASE databases']],
    ['lift and shift 150 VMs and 1,200 users, 12TB', ['150 VMs', '1,200 users', '12TB']],
    ['exit vSphere with 300 virtual machines', ['300 virtual machines']],
    ['4k desktops; 4k desktops', ['4k desktops']],
    ['a deal of $40 for databases, closing 3/5/2027', []],
    ['by 2027 move the databases', []],
    ['in 3 months the databases, for 2 years of servers', []],
    ['in 3 months, 24x7, SQL Server 2012', []],
    ['', []],
  ] as const)('finds in %j %j', ([description, expected]) => {
    expect(statedQuantities(description)).toEqual(expected);
  });

  it('reads the largest description in little work', () => {
    expect(statedQuantities('40 words of it '.repeat(270))).toEqual([]);
  });
});
