import type { FollowOnModelStore } from '../follow-on-model-store.ts';

/** Nothing has been mined. */
export const NO_FOLLOW_ON_MODELS: FollowOnModelStore = { load: async () => undefined };
