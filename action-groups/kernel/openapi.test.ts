import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { opportunityFields } from '../opportunity.ts';
import { bedrockSchema } from './json-schema.ts';
import { bedrockFaults, openApiDocument } from './openapi.ts';
import { defineActionGroup, defineOperation } from './operation.ts';

const operation = (operationId: string, input: z.ZodType = z.object({})) =>
  defineOperation({ operationId, description: 'Does.', input, run: async () => ({ result: {} }) });

describe('openApiDocument', () => {
  it('describes an opportunity without a keyword that Bedrock refuses', () => {
    const group = {
      name: 'g',
      description: 'd',
      operations: [operation('act', z.object(opportunityFields))],
    };
    expect(bedrockFaults(openApiDocument(group))).toEqual([]);
  });

  it('says which operations the user is to confirm', () => {
    const operations = [operation('look'), { ...operation('send'), requireConfirmation: true }];
    const { paths } = openApiDocument({ name: 'g', description: 'd', operations });
    expect(paths).toMatchObject({ '/send': { post: { 'x-requireConfirmation': 'ENABLED' } } });
    expect(JSON.stringify(paths).split('x-requireConfirmation').length).toBe(2);
  });
});

describe('bedrockSchema', () => {
  it('says the accepted values in words', () => {
    expect(bedrockSchema(z.object(opportunityFields))).toMatchObject({
      type: 'object',
      required: ['customerName', 'description', 'targetCloseDate'],
      properties: {
        customerSegment: {
          type: 'string',
          description: 'The customer’s size. One of: Enterprise | Mid-Market | SMB.',
        },
        expectedAnnualUsd: { type: 'number' },
      },
    });
  });
});

describe('bedrockFaults', () => {
  it.for([
    [{ openapi: '3.1.0', paths: {} }, 'openapi must be 3.0.0'],
    [
      { openapi: '3.0.0', paths: { '/a': { post: { description: 'x', responses: {} } } } },
      'post /a: operationId is missing',
    ],
    [
      {
        openapi: '3.0.0',
        paths: {},
        components: { properties: { enum: { type: 'string', enum: ['a'], description: 'x' } } },
      },
      '$.components.properties.enum.enum: not supported',
    ],
    [
      { openapi: '3.0.0', paths: {}, x: { properties: { a: { type: 'string' } } } },
      '$.x.properties.a: no description',
    ],
  ] as const)('finds the fault in %j', ([document, fault]) => {
    expect(bedrockFaults(document)).toEqual([fault]);
  });
});

describe('defineActionGroup', () => {
  it.for([
    ['has__double', 'act'],
    ['fine', 'act with space'],
    ['fine', 'a'.repeat(60)],
    ['', 'act'],
  ] as const)('refuses the names %j and %j', ([name, operationId]) => {
    expect(() => defineActionGroup({ name, description: 'd', operations: [operation(operationId)] })).toThrow(
      TypeError,
    );
  });
});
