import { describeAnyModel } from '../model.contract.ts';
import { createEmbeddedModel } from './embedded-model.ts';

describeAnyModel('createEmbeddedModel', createEmbeddedModel);
