import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lintPrompts } from './lint-prompts.ts';
import { loadPrompt } from './load-prompt.ts';
import { releasePrompt } from './release-prompt.ts';
import { PROMPTS_DIR } from './released.ts';

const PROMPT = (version: number, words = 'Hello.') =>
  `---\nid: greet\nversion: ${version}\npurpose: Greets.\ntier: any\nvariables: {}\nsettings: { tone: plain }\n---\n${words} {{settings.tone}}\n`;

let dir: string;
const write = (file: string, text: string) => writeFileSync(join(dir, file), text);
const problems = () => lintPrompts({ dir }).faults.map(({ file, problem }) => `${file}: ${problem}`);

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'prompts-'));
  mkdirSync(join(dir, 'experiments'));
  write('released.json', '{}');
  write('greet.md', PROMPT(1));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('lintPrompts', () => {
  it('finds nothing wrong with the prompts of the repository', () => {
    expect(lintPrompts().faults).toEqual([]);
  });

  it('tells a released version that was changed from one that was cut short', () => {
    releasePrompt('greet', dir);
    write('greet.md', PROMPT(1, 'Hi.'));
    expect(problems()).toEqual([expect.stringContaining('make it version 2')]);
    write('greet.md', PROMPT(2, 'Hi.'));
    expect(problems()).toEqual([]);
    write('released/greet/1.md', PROMPT(1).slice(0, 40));
    expect(problems()).toEqual([expect.stringContaining('released/greet/1.md: is not what was released')]);
  });

  it('takes drafts for no prompts, and reads them', () => {
    mkdirSync(join(dir, 'drafts'));
    write('drafts/warmer.md', PROMPT(2, 'Hi.'));
    expect(lintPrompts({ dir })).toMatchObject({ prompts: 1, faults: [] });
    write('drafts/warmer.md', PROMPT(2, 'Hi.').replace('id: greet', 'id: gone'));
    expect(problems()).toEqual([
      expect.stringContaining('drafts/warmer.md: it is a draft of gone, which is no prompt'),
    ]);
  });

  it.for([
    ['a prompt without front matter', 'greet.md', 'Hello', 'no front matter'],
    ['a prompt of another name', 'other.md', PROMPT(1), 'declares the id greet'],
    ['a list that is no JSON', 'released.json', '{', 'released.json'],
    ['a list with a path for an id', 'released.json', '{"../x":{"1":"00"}}', 'the id of a prompt'],
    [
      'an experiment with a setting that the prompt does not have',
      'experiments/e.yaml',
      'id: e\nquestion: q\nvariants: { base: {}, c: { settings: { greet: { length: short } } } }',
      'greet has no setting length; its settings: tone',
    ],
    [
      'an experiment with a suite that there is not',
      'experiments/e.yaml',
      'id: e\nquestion: q\nsuites: [nothing]\nvariants: { base: {}, c: { settings: { greet: { tone: warm } } } }',
      'there is no nothing in evals/suites',
    ],
  ] as const)('finds %s', ([, file, text, named]) => {
    write(file, text);
    expect(problems()).toEqual([expect.stringContaining(named)]);
  });
});

describe('releasePrompt', () => {
  it('keeps the file under its version, twice the same, and never another under one version', () => {
    expect(releasePrompt('greet', dir)).toMatchObject({ id: 'greet', version: 1, isNew: true });
    expect(releasePrompt('greet', dir)).toMatchObject({ version: 1, isNew: false });
    expect(readFileSync(join(dir, 'released/greet/1.md'), 'utf8')).toBe(PROMPT(1));
    write('greet.md', PROMPT(1, 'Hi.'));
    expect(() => releasePrompt('greet', dir)).toThrow('make it version 2');
    write('greet.md', PROMPT(3, 'Hi.'));
    releasePrompt('greet', dir);
    write('greet.md', PROMPT(2, 'Hi.'));
    expect(() => releasePrompt('greet', dir)).toThrow('version 3 is newer');
    expect(loadPrompt('greet', { version: 1, dir }).text).toContain('Hello.');
  });

  it('does not read a released version whose list was lost', () => {
    cpSync(join(PROMPTS_DIR, 'released'), join(dir, 'released'), { recursive: true });
    expect(() => loadPrompt('agent/instruction-standard', { version: 3, dir })).toThrow(
      'is not what was released',
    );
  });
});
