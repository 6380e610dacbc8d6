import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { understand } from '../understand.ts';
import { changeQuantity } from './change-quantity.ts';

const change = (description: string, said: string) =>
  changeQuantity(description, understand(said, { today: '2026-11-25' }));

describe('changeQuantity', () => {
  it.for([
    ['~60 microservices', 'make that 80 microservices, they found more', '~80 microservices'],
    ['1,200 users and 3 apps', 'it is 1,500 users now', '1,500 users and 3 apps'],
    ['tapes, kept for one year', 'make it three years', 'tapes, kept for three years'],
    ['60 VMs, 12 databases', '14 databases and 70 VMs', '70 VMs, 14 databases'],
    ['60 VMs to EC2', '80', '80 VMs to EC2'],
    ['60 VMs to EC2', '80 VMs, not 60', '80 VMs to EC2'],
    ['60 VMs on S3 and EC2', 'make it 12 mainframes', null],
    ['a data lake', 'make it three years', null],
  ] as const)('makes of %j by %j', ([description, said, expected]) => {
    expect(change(description, said)).toBe(expected);
  });

  it('replaces the number of the thing that is named and leaves every other word', () => {
    const count = fc.integer({ min: 2, max: 9_999 });
    fc.assert(
      fc.property(count, count, count, (vms, apps, next) => {
        expect(change(`${vms} VMs and ${apps} apps to AWS`, `make it ${next} apps`)).toBe(
          vms === next && apps === next
            ? `${vms} VMs and ${apps} apps to AWS`
            : `${vms} VMs and ${next} apps to AWS`,
        );
      }),
    );
  });
});
