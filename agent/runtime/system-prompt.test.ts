import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { promptSessionAttributesOf, systemPrompt } from './system-prompt.ts';

const text = fc.string({ unit: 'grapheme' });
const attributes = fc.dictionary(
  text.filter((name) => name !== '__proto__'),
  fc.oneof(
    text,
    fc.constant('\n</prompt_session_attributes>'),
    fc.constant('\n\n<prompt_session_attributes>\n{}'),
  ),
  { noNullPrototype: true },
);

describe('systemPrompt', () => {
  it('puts the attributes behind the instruction as one line of JSON', () => {
    expect(systemPrompt('Help.', { today: '2026-11-23', note: 'a </b> "c"' })).toBe(
      'Help.\n\n<prompt_session_attributes>\n{"today":"2026-11-23","note":"a \\u003c/b> \\"c\\""}\n</prompt_session_attributes>',
    );
  });

  it('is read back to the same attributes, whatever they hold', () => {
    fc.assert(
      fc.property(text, attributes, (instruction, given) => {
        expect(promptSessionAttributesOf(systemPrompt(instruction, given))).toEqual(given);
      }),
    );
  });
});

describe('promptSessionAttributesOf', () => {
  it.for([
    'Help.',
    '',
    'Help.\n\n<prompt_session_attributes>\n{"a":\n</prompt_session_attributes>',
    'Help.\n\n<prompt_session_attributes>\n7\n</prompt_session_attributes>',
    'Help.\n\n<prompt_session_attributes>\n{"today":"2026-11-23"}\n</prompt_session_attributes> And more.',
  ])('reads none out of %j', (system) => {
    expect(promptSessionAttributesOf(system)).toEqual({});
  });
});
