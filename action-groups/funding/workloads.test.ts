import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WORKLOADS } from './fact-fields.ts';
import { workloadsIn } from './workloads.ts';

describe('workloadsIn', () => {
  it.for([
    ['move 40 Sybase ASE databases to Aurora PostgreSQL', ['migration', 'database']],
    ['lift-and-shift of 200 VMs out of vSphere', ['migration', 'vmware']],
    ['They want out of their data center: rehosting everything', ['migration']],
    ['Modernise the COBOL on z/OS', ['modernization', 'mainframe']],
    ['RAG chatbot with Bedrock, first as a PoC', ['generative-ai', 'proof-of-concept']],
    ['SAP S/4HANA on EC2', ['sap']],
    ['removal of old promotions from the shop', []],
    ['', []],
  ] as const)('finds in “%s”', ([text, expected]) => {
    expect(workloadsIn(text)).toEqual(expected);
  });

  it('gives known kinds of work in their order, for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        const found = workloadsIn(text);
        expect(found).toEqual(WORKLOADS.filter((each) => found.includes(each)));
      }),
    );
  });

  it('takes a long text in one pass', () => {
    const text = 'migrate the data '.repeat(20_000);
    const start = performance.now();
    expect(workloadsIn(text)).toEqual(['migration']);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
