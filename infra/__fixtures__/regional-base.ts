import { readEnvironments } from '../config/read-environments.ts';
import type { RegionBase } from '../constructs/region-base.ts';

const [dev] = readEnvironments(['dev']);
if (dev === undefined) throw new TypeError('no configuration');

const key = (index: number) =>
  `arn:aws:kms:us-east-1:111122223333:key/mrk-0123456789abcdef0123456789abcde${index}`;
const topic = (name: string) => `arn:aws:sns:us-east-1:111122223333:partner-assistant-dev-${name}`;

/** What a stack of the first region of dev stands on, for tests that make one stack alone. */
export const REGIONAL_BASE: RegionBase = {
  config: dev,
  region: 'us-east-1',
  role: 'primary',
  keyArns: {
    public: key(0),
    internal: key(1),
    confidential: key(2),
    restricted: key(3),
  },
  logBucketName: 'partner-assistant-dev-logs-111122223333-us-east-1',
  topicArns: { critical: topic('critical'), warning: topic('warning'), info: topic('info') },
};
