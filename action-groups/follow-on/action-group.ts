import { defineActionGroup } from '../kernel/operation.ts';
import { buildRoadmap } from './build-roadmap.ts';
import { findFollowOnOpportunities } from './find-follow-on-opportunities.ts';

export const followOn = defineActionGroup({
  name: 'follow-on',
  description: 'Says what to sell a customer next, and plans it, from what customers bought in sequence.',
  operations: [findFollowOnOpportunities, buildRoadmap],
});
