import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bedrockFaults, openApiDocument } from '../kernel/openapi.ts';
import { funding } from './action-group.ts';

describe('funding', () => {
  it('is committed as the OpenAPI document its declarations give', () => {
    const committed: unknown = JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8'));
    expect(committed, 'run npm run openapi').toEqual(openApiDocument(funding));
  });

  it('says nothing that Bedrock refuses', () => {
    expect(bedrockFaults(openApiDocument(funding))).toEqual([]);
  });
});
