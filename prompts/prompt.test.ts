import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPrompt } from './load-prompt.ts';
import { parsePrompt, renderPrompt } from './prompt.ts';

const SETTINGS = 'settings: { tone: plain, length: short, nextQuestions: 2 }';
const USES = '{{settings.tone}} {{settings.length}} {{settings.nextQuestions}}';

function source(change: { front?: string; variables?: string; text?: string } = {}): string {
  const front =
    change.front ??
    `id: agent/test\nversion: 1\npurpose: A test.\ntier: standard\nvariables: ${change.variables ?? '{ name: Who. }'}\n${SETTINGS}`;
  return `---\n${front}\n---\n${change.text ?? `Hello {{name}}. ${USES}`}\n`;
}

describe('parsePrompt', () => {
  it('reads what the front matter declares', () => {
    expect(parsePrompt(source())).toEqual({
      id: 'agent/test',
      version: 1,
      purpose: 'A test.',
      tier: 'standard',
      variables: { name: 'Who.' },
      settings: { tone: 'plain', length: 'short', nextQuestions: 2 },
      model: {},
      text: `Hello {{name}}. ${USES}`,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('has another hash after any change', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,20}$/), fc.stringMatching(/^[a-z]{1,20}$/), (one, other) => {
        const [first, second] = [one, other].map((word) =>
          parsePrompt(source({ text: `${word} {{name}} ${USES}` })),
        );
        expect(first?.sha256 === second?.sha256).toBe(one === other);
      }),
    );
  });

  it.for([
    ['no front matter', 'Hello', 'prompt-malformed', 'no front matter'],
    ['an alias of nothing', source({ front: 'id: *nothing' }), 'prompt-malformed', 'front matter'],
    ['front matter that is not YAML', source({ front: 'id: [' }), 'prompt-malformed', 'front matter'],
    [
      'a missing field',
      source({ front: `id: a\nversion: 1\ntier: standard\nvariables: {}\n${SETTINGS}` }),
      'prompt-malformed',
      'purpose',
    ],
    [
      'an unknown setting',
      source({
        front:
          'id: a\nversion: 1\npurpose: p\ntier: standard\nvariables: {}\nsettings: { tone: loud, length: short, nextQuestions: 2 }',
      }),
      'prompt-malformed',
      'settings.tone',
    ],
    ['no text', source({ text: ' ' }), 'prompt-malformed', 'no text'],
    [
      'an undeclared variable',
      source({ text: `{{name}} {{other}} ${USES}` }),
      'prompt-unknown-variable',
      'other',
    ],
    ['a variable that is never used', source({ text: USES }), 'prompt-missing-variable', 'name'],
    [
      'a setting that is never used',
      source({ text: '{{name}} {{settings.tone}} {{settings.length}}' }),
      'prompt-missing-variable',
      'settings.nextQuestions',
    ],
    [
      'a broken placeholder',
      source({ text: `{{name}} {{ name }} ${USES}` }),
      'prompt-malformed',
      'placeholder',
    ],
  ] as const)('refuses %s', ([, text, code, named]) => {
    expect(() => parsePrompt(text)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(named) }),
    );
  });

  it('returns a prompt or throws a coded error, whatever the file holds', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => source({ text })),
          fc.string().map((front) => source({ front })),
        ),
        (text) => {
          try {
            parsePrompt(text);
          } catch (error) {
            expect(error).toMatchObject({ name: 'PromptError', code: expect.stringMatching(/^prompt-/) });
          }
        },
      ),
    );
  });
});

describe('renderPrompt', () => {
  it('puts a value in its place unchanged, placeholders and dollar signs in it included', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('{{name}}', '$&', '$1', '{{settings.tone}}')),
        (name) => {
          expect(renderPrompt(parsePrompt(source()), { name })).toBe(`Hello ${name}. plain short 2`);
        },
      ),
    );
  });

  it.for([
    [{}, 'prompt-missing-variable', 'name'],
    [{ name: 'Ada', toString: 'x' }, 'prompt-unknown-variable', 'toString'],
    [{ name: 'Ada', 'settings.tone': 'loud' }, 'prompt-unknown-variable', 'settings.tone'],
  ] as const)('refuses %j', ([values, code, named]) => {
    expect(() => renderPrompt(parsePrompt(source()), values)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(named) }),
    );
  });
});

describe('loadPrompt', () => {
  it.for(['agent/instruction-standard', 'agent/instruction-enhanced'])('reads %s', (id) => {
    const prompt = loadPrompt(id);
    expect(prompt.id).toBe(id);
    expect(Object.keys(prompt.variables)).toEqual(['abilities', 'queryPlanning', 'answerWording']);
  });

  it('reads a released version, and none that is not what was released', () => {
    const prompt = loadPrompt('agent/instruction-standard', { version: 3 });
    expect([prompt.version, prompt.settings.length]).toEqual([3, 'short']);
    expect(() => loadPrompt('agent/instruction-standard', { version: 2 })).toThrow(
      expect.objectContaining({ code: 'prompt-not-found' }),
    );
  });

  it('names a prompt that is not there', () => {
    expect(() => loadPrompt('agent/nothing')).toThrow(
      expect.objectContaining({
        code: 'prompt-not-found',
        message: expect.stringContaining('agent/nothing'),
      }),
    );
  });
});
