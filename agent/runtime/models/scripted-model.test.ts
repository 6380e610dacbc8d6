import { describeModel } from './model.contract.ts';

describeModel('scriptedModel', async (model) => ({ model, close: async () => {} }));
