import { describe, expect, it } from 'vitest';
import { command, finish } from './__fixtures__/command.ts';
import { diffLines, diffPrompts, namedPrompt, selectionLines } from './prompt-command.ts';

describe('namedPrompt', () => {
  it.for([
    ['agent/orchestrtion', 'did you mean agent/orchestration?'],
    ['agent/orchestration@99', 'there is no such version'],
    ['agent/instruction-standard@x', 'released: 3'],
    ['../package', 'there is no prompt ../package'],
    ['nowhere.md', 'there is no file nowhere.md'],
  ] as const)('of %s says what there is instead', ([name, message]) => {
    expect(() => namedPrompt(name)).toThrow(message);
  });
});

describe('diffLines', () => {
  it('marks the words, and the fields of the front matter', () => {
    const before = namedPrompt('agent/orchestration');
    const text = before.text.replace('answer', 'say it');
    const lines = diffLines(diffPrompts(before, { ...before, version: 99, text }));
    expect(lines.split('\n').slice(1)).toEqual([
      `  version: ${before.version} → 99`,
      expect.stringContaining('asked for, [-answer-]{+say it+}.'),
    ]);
    expect(diffLines(diffPrompts(before, before))).toContain('are the same');
  });
});

describe('selectionLines', () => {
  it('says which prompt and why', () => {
    expect(selectionLines({ intent: 'documents' })).toBe(
      'document-answer: knowledge-base/answer\n  as intent=documents: one answer from passages has no conversation to go on with',
    );
    expect(selectionLines({ tier: 'enhanced', intent: 'conversation' })).toContain(
      'instruction: agent/instruction-enhanced\n  as intent=conversation, tier=enhanced: ',
    );
  });
});

describe('npm run prompts', () => {
  it.for([
    [['render', 'agent/orchestration', '--var', 'instruction=Help.'], 0, 'Help.'],
    [['render', 'agent/orchestration', '--json'], 1, 'instruction has no value'],
    [['list', '--context', 'tier=gold', '--json'], 2, 'standard or enhanced is accepted'],
  ] as const)('with %j ends with %i', async ([words, expected, said]) => {
    const { code, out } = await finish(command('prompts', '/nowhere', ...words));
    expect([code, out]).toEqual([expected, expect.stringContaining(said)]);
  });
});
