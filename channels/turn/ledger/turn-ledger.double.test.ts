import { describe } from 'vitest';
import { turnHeadsContract } from './turn-heads.contract.ts';
import { memoryTurnLedger } from './turn-ledger.double.ts';

describe('memoryTurnLedger', () => {
  const ledger = memoryTurnLedger(() => new Date(0));
  let count = 0;
  turnHeadsContract(
    () => ledger,
    () => `turn-${++count}`,
  );
});
