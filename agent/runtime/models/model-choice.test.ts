import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MODEL_FORMS, parseModelChoice, writeModelChoice } from './model-choice.ts';

describe('parseModelChoice', () => {
  it.for([
    ['embedded', { kind: 'embedded' }],
    ['bedrock', { kind: 'bedrock', modelId: null }],
    ['bedrock:us.amazon.nova-2-lite-v1:0', { kind: 'bedrock', modelId: 'us.amazon.nova-2-lite-v1:0' }],
    [
      'bedrock:arn:aws:bedrock:us-east-1:000000000000:inference-profile/us.amazon.nova-pro-v1:0',
      {
        kind: 'bedrock',
        modelId: 'arn:aws:bedrock:us-east-1:000000000000:inference-profile/us.amazon.nova-pro-v1:0',
      },
    ],
    [
      'openai:http://localhost:11434#llama3.2:3b',
      { kind: 'openai', baseUrl: 'http://localhost:11434', model: 'llama3.2:3b' },
    ],
    [
      'openai:https://host/v1#org/model#4',
      { kind: 'openai', baseUrl: 'https://host/v1', model: 'org/model#4' },
    ],
  ] as const)('reads %s, and writes it the same', ([text, choice]) => {
    expect(parseModelChoice(text)).toEqual(choice);
    expect(writeModelChoice(choice)).toBe(text);
  });

  it.for([
    ['gpt-4', 'no model: “gpt-4”'],
    ['Embedded', 'no model: “Embedded”'],
    ['embedded:', 'no model: “embedded:”'],
    ['', 'no model: “”'],
    ['bedrock:', 'no model id of Bedrock: “”'],
    ['bedrock:two words', 'no model id of Bedrock: “two words”'],
    ['openai:', 'no name of a model behind #'],
    ['openai:http://localhost:11434', 'no name of a model behind #'],
    ['openai:http://localhost:11434#', 'no name of a model behind #'],
    ['openai:localhost#m', 'no address of a server'],
    ['openai:file:///etc/passwd#m', 'no address of a server'],
    ['openai:http://user:key@host#m', 'MODEL_API_KEY'],
  ] as const)('refuses %j with the accepted forms', ([text, words]) => {
    const { fault } = parseModelChoice(text) as { fault: string };
    expect(fault).toContain(words);
    expect(fault).toContain(MODEL_FORMS);
    expect(fault).not.toContain('user:key');
  });

  it('never throws, and says nothing but a choice or a fault', () => {
    const head = fc.constantFrom('', 'bedrock:', 'openai:', 'openai:http://', 'embedded');
    fc.assert(
      fc.property(head, fc.string({ unit: 'grapheme' }), (start, rest) => {
        const choice = parseModelChoice(start + rest);
        if ('fault' in choice) expect(choice.fault).toContain(MODEL_FORMS);
        else expect(parseModelChoice(writeModelChoice(choice))).toEqual(choice);
      }),
    );
  });
});
