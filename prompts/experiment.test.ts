import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExperiment } from './experiment.ts';

const WHOLE = `id: warm
question: Does a warm tone help?
variants:
  base:
  candidate: { settings: { agent/instruction-enhanced: { tone: warm } } }
suites: [opportunity]
`;

describe('parseExperiment', () => {
  it('reads a file, with what it leaves out filled in', () => {
    expect(parseExperiment(WHOLE, 'warm')).toEqual({
      id: 'warm',
      question: 'Does a warm tone help?',
      variants: { base: {}, candidate: { settings: { 'agent/instruction-enhanced': { tone: 'warm' } } } },
      suites: ['opportunity'],
      repeats: 1,
      metric: 'score',
      margin: 0.02,
      guardrails: [],
    });
  });

  it('takes a variant beside itself when it is called so', () => {
    const source = WHOLE.replace(/candidate: .*/, 'same: {}');
    expect(Object.keys(parseExperiment(source, 'warm').variants)).toEqual(['base', 'same']);
  });

  it.for([
    ['another name than its file', WHOLE, 'cold', 'id: it is warm, but the file is cold'],
    ['an unknown tone', WHOLE.replace('tone: warm', 'tone: loud'), 'warm', 'instruction-enhanced.tone'],
    [
      'an unknown setting',
      WHOLE.replace('tone: warm', 'toon: warm'),
      'warm',
      'the key toon is not known; did you mean tone?',
    ],
    ['no base', WHOLE.replace('base:', 'bass:'), 'warm', 'there is no base'],
    ['no candidate', WHOLE.replace(/ {2}candidate: .*\n/, ''), 'warm', 'there is no candidate'],
    [
      'twice the same',
      WHOLE.replace(/candidate: .*/, 'candidate: {}'),
      'warm',
      'base and candidate are the same',
    ],
    ['a key twice', `${WHOLE}id: warm\n`, 'warm', 'no YAML'],
    ['a file cut short', WHOLE.slice(0, 60), 'warm', 'variants'],
    ['too many repeats', `${WHOLE}repeats: 1000\n`, 'warm', 'repeats'],
  ] as const)('refuses %s', ([, source, name, named]) => {
    expect(() => parseExperiment(source, name)).toThrow(
      expect.objectContaining({ code: 'experiment-malformed', message: expect.stringContaining(named) }),
    );
  });

  it('returns an experiment or throws a coded error, whatever the file holds', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.nat(WHOLE.length).map((end) => WHOLE.slice(0, end)),
        ),
        (source) => {
          try {
            expect(parseExperiment(source, 'warm').id).toBe('warm');
          } catch (error) {
            expect(error).toMatchObject({ name: 'ExperimentError', code: 'experiment-malformed' });
          }
        },
      ),
    );
  });
});
