import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scope } from '../artifacts/artifact.ts';
import { documentScope } from './document-scope.ts';
import { matchesFilter, retrievalFilter } from './filter.ts';
import type { PassageMetadata } from './retriever.ts';

const partner = fc.constantFrom('ALPHA', 'BETA', 'GAMMA', '');
const version = fc.constantFrom('v1', 'v2');
const scope: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant<Scope>({ kind: 'organisation' }),
  fc.record({ kind: fc.constant('partners' as const), partnerIds: fc.uniqueArray(partner) }),
);
const document: fc.Arbitrary<PassageMetadata> = fc.record(
  {
    data_class: fc.constantFrom('public', 'internal', 'confidential', 'restricted', 'secret'),
    partner_id: partner,
    data_version: version,
  },
  { requiredKeys: [] },
);

describe('documentScope', () => {
  it('shows a write-up to nobody but those whose scope has its partner, of the current data only', () => {
    fc.assert(
      fc.property(scope, fc.option(version, { nil: undefined }), document, (seller, current, metadata) => {
        const filter = documentScope(seller, current);
        const isOpen = ['public', 'internal'].includes(String(metadata.data_class));
        const isOurs =
          seller.kind === 'organisation' || seller.partnerIds.includes(String(metadata.partner_id));
        const isCurrent = current !== undefined && metadata.data_version === current;
        const isWriteUp = metadata.data_class === 'confidential' && isOurs && isCurrent;
        expect(matchesFilter(filter, metadata)).toBe(isOpen || isWriteUp);
        expect(retrievalFilter.parse(JSON.parse(JSON.stringify(filter)))).toEqual(filter);
      }),
    );
  });
});
