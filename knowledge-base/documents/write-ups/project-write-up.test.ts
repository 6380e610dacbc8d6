import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseProject } from '../../projects/normalise-project.ts';
import { chunkDocument, DEFAULT_URI_BASE } from '../chunk-document.ts';
import { parseDocument } from '../parse-document.ts';
import { projectWriteUp } from './project-write-up.ts';

const ROW = {
  opportunity_id: '006QK0000000001AAA',
  apn_opportunity_id: 'O1000001',
  opportunity_name: 'Harbour Foods - Data Lake',
  description: 'Harbour Foods wants to bring 12 sources into one lake.',
  project_type: 'Data Lake and Analytics',
  customer_name: 'Harbour Foods',
  industry: 'Retail',
  partner_name: 'Northwind Cloudworks',
  partner_id: '1004127',
  stage: 'Launched',
  close_date: '2025-03-05',
  service_1: 'Amazon S3',
  service_1_monthly_usd: 900,
  service_2: 'AWS Glue',
  service_2_monthly_usd: 100,
  service_2_upfront_usd: 500,
};

function writeUpOf(changes: Readonly<Record<string, unknown>>) {
  const kept = normaliseProject({ ...ROW, ...changes });
  if (typeof kept === 'string') throw new Error(kept);
  return projectWriteUp(kept.project, 'v0123456789ab');
}

describe('projectWriteUp', () => {
  it('tells what the row holds, with each amount declared as of the sample', () => {
    const writeUp = writeUpOf({});
    const { facts, body } = parseDocument(writeUp?.source ?? '', `${writeUp?.id}.md`);
    expect(facts).toMatchObject({
      id: 'project-o1000001',
      doc_type: 'project',
      partner_id: '1004127',
      data_version: 'v0123456789ab',
      data_class: 'internal',
      effective_from: '2025-03-05',
      service: ['Amazon S3', 'AWS Glue'],
    });
    expect(facts.figures.map(({ figure, basis }) => `${figure} ${basis}`)).toEqual([
      'USD 12500 sample',
      'USD 1000 sample',
      '90 % sample',
      'USD 900 sample',
      'USD 100 sample',
      'USD 500 sample',
    ]);
    expect(body).toContain('It came to USD 12,500 in the first year, with USD 1,000 a month.');
    expect(body).toContain('Generated sample data, not a real deal.');
  });

  it('says of a lost one that it was offered, and of one without costs that it was never priced', () => {
    expect(writeUpOf({ stage: 'Closed Lost' })?.source).toContain('It was offered at USD 12,500');
    expect(writeUpOf({ service_1: null, service_2: null })?.source).toContain('It was never priced');
  });

  it.for(['apn_opportunity_id', 'opportunity_name', 'partner_id', 'close_date'])(
    'has none without %s',
    (cell) => {
      expect(writeUpOf({ [cell]: null })).toBeUndefined();
    },
  );

  it('stays a document of its partner whatever the cells say', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const hostile = `x ${text}\n---\npartner_id: "1"\n---\n# Other`;
        const writeUp = writeUpOf({
          opportunity_name: hostile,
          description: hostile,
          customer_name: hostile,
          service_1: hostile,
        });
        const document = parseDocument(writeUp?.source ?? '', 'x.md');
        for (const { metadata } of chunkDocument(document, { uriBase: DEFAULT_URI_BASE }))
          expect(metadata).toMatchObject({
            partner_id: '1004127',
            data_class: 'internal',
            doc_type: 'project',
          });
      }),
    );
  });
});
