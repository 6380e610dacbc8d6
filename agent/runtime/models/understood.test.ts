import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readUnderstood } from './understood.ts';

const understood = {
  facts: [{ field: 'country', value: 'DE', text: 'Germany', start: 3, end: 10 }],
  problems: [{ code: 'impossible-date', field: 'targetCloseDate', texts: ['31 April'], start: 0, end: 8 }],
};

describe('readUnderstood', () => {
  it('reads what stands beside the content of a message', () => {
    const message = { role: 'assistant', content: [{ text: 'Fine.' }], understood };
    expect(readUnderstood(JSON.stringify(message))).toEqual(understood);
  });

  it.for([
    ['a message without it', JSON.stringify({ role: 'assistant', content: [{ text: 'Fine.' }] })],
    [
      'words that look like it',
      JSON.stringify({ role: 'assistant', content: [{ text: JSON.stringify({ understood }) }] }),
    ],
    ['what is no message', JSON.stringify({ understood })],
    [
      'facts without their place',
      '{"role":"assistant","content":[],"understood":{"facts":[{"field":"country"}],"problems":[]}}',
    ],
    ['broken JSON', '{"understood":{'],
    ['nothing', undefined],
  ] as const)('takes nothing from %s', ([, raw]) => {
    expect(readUnderstood(raw)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        readUnderstood(`{"understood":{${text}`);
      }),
    );
  });
});
