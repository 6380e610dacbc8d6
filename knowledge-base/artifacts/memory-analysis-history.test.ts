import { describeAnalysisHistory } from './analysis-history.contract.ts';
import { createMemoryAnalysisHistory } from './memory-analysis-history.ts';

describeAnalysisHistory('createMemoryAnalysisHistory', async (clock) => ({
  history: createMemoryAnalysisHistory(clock),
  close: async () => {},
}));
