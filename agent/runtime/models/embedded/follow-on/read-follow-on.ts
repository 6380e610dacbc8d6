import { aspectReader } from '../requests/aspect-cues.ts';
import { NOTHING_GIVEN, type RequestReader } from '../requests/request.ts';
import { FOLLOW_ON_CUES, FOLLOW_ON_PART_CUES } from './follow-on-cues.ts';

/** Questions about what to sell after this. */
export const followOnReader: RequestReader = {
  kind: 'follow-on',
  operation: 'findFollowOnOpportunities',
  opens: aspectReader(FOLLOW_ON_CUES),
  asksPart: aspectReader(FOLLOW_ON_PART_CUES),
  read: () => NOTHING_GIVEN,
  change: (before) => before,
};
