import { addAnswerListeners } from './answer-listeners.ts';
import { addHomeListeners } from './home-listeners.ts';
import type { AddListeners } from './listener-options.ts';
import { addMessageListeners } from './message-listeners.ts';
import { addOpportunityListeners } from './opportunity-listeners.ts';

/** All that the app listens to, on whatever way it is told. */
export const registerListeners: AddListeners = (app, options) => {
  addMessageListeners(app, options);
  addHomeListeners(app, options);
  addOpportunityListeners(app, options);
  addAnswerListeners(app, options);
};
