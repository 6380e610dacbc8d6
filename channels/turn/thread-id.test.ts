import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createThreadIds } from './thread-id.ts';

const ids = createThreadIds('secret');

describe('createThreadIds', () => {
  it('accepts what it issued, to the same seller on the same channel only', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (sellerId, channel) => {
        const issued = ids.issue(sellerId, channel);
        expect(ids.accepts(issued, sellerId, channel)).toBe(true);
        expect(ids.accepts(issued, `${sellerId}x`, channel)).toBe(false);
        expect(ids.accepts(issued, sellerId, `${channel}x`)).toBe(false);
        expect(createThreadIds('other').accepts(issued, sellerId, channel)).toBe(false);
      }),
    );
  });

  it('accepts a name of the seller’s own', () => {
    expect(ids.accepts('demo', 'nora', 'cli')).toBe(true);
    expect(ids.accepts('a b', 'nora', 'cli')).toBe(false);
  });

  it('makes session ids that Bedrock and AgentCore accept, and that do not run into each other', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (thread, sellerId, channel) => {
        const sessionId = ids.sessionId(thread, sellerId, channel);
        expect(sessionId).toMatch(/^[A-Za-z0-9][A-Za-z0-9-]{32,99}$/);
        expect(ids.sessionId(thread, `${sellerId}a`, channel)).not.toBe(
          ids.sessionId(`${thread}a`, sellerId, channel),
        );
      }),
    );
  });
});
