import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scope } from '../artifacts/artifact.ts';
import { documentScope } from './document-scope.ts';
import { DATA_CLASSES, DOC_TYPES } from './document-vocabulary.ts';
import { matchesFilter, retrievalFilter } from './filter.ts';
import type { PassageMetadata } from './retriever.ts';

const partner = fc.constantFrom('ALPHA', 'BETA', 'GAMMA');
const version = fc.constantFrom('v1', 'v2');
const scope: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant<Scope>({ kind: 'organisation' }),
  fc.record({ kind: fc.constant('partners' as const), partnerIds: fc.uniqueArray(partner) }),
);
const dataClass = fc.constantFrom(...DATA_CLASSES);
const writeUp = fc.record({
  doc_type: fc.constant('project'),
  data_class: dataClass,
  partner_id: partner,
  data_version: version,
});
const other = fc.record({
  doc_type: fc.constantFrom(...DOC_TYPES.filter((type) => type !== 'project')),
  data_class: dataClass,
});
const seller = fc.tuple(scope, fc.option(version, { nil: undefined }));

const shows = ([who, current]: readonly [Scope, string | undefined], metadata: PassageMetadata) => {
  const filter = documentScope(who, current);
  expect(retrievalFilter.parse(JSON.parse(JSON.stringify(filter)))).toEqual(filter);
  return matchesFilter(filter, metadata);
};

describe('documentScope', () => {
  it('shows a write-up to nobody but those whose scope has its partner, of the current data only', () => {
    fc.assert(
      fc.property(seller, writeUp, ([who, current], metadata) => {
        const isOurs = who.kind === 'organisation' || who.partnerIds.includes(metadata.partner_id);
        const isSellable = metadata.data_class !== 'restricted';
        const isCurrent = current === metadata.data_version;
        // Nobody's seller sees nothing of anybody's projects.
        expect(shows([who, current], metadata)).toBe(isOurs && isSellable && isCurrent);
      }),
    );
  });

  it('shows public and internal documents to everybody, and no others', () => {
    fc.assert(
      fc.property(seller, other, (who, metadata) => {
        expect(shows(who, metadata)).toBe(['public', 'internal'].includes(metadata.data_class));
      }),
    );
  });
});
