import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { agentDefinition } from '#agent/definition/agent-definition.ts';
import { nearest } from '#knowledge-base/projects/nearest.ts';
import { lintPrompts } from '#prompts/lint-prompts.ts';
import { renderPrompt } from '#prompts/prompt.ts';
import { releasePrompt } from '#prompts/release-prompt.ts';
import { type PromptContext, selectPrompts } from '#prompts/selection.ts';
import {
  diffLines,
  diffPrompts,
  listLines,
  listPrompts,
  namedPrompt,
  selectionLines,
} from '../prompt-command.ts';
import { runCommand, UsageError } from './settings.ts';

const HELP = `Prompts: the words given to a model, under version.

  npm run --silent prompts -- lint                  checks prompts, released versions, the table, experiments
  npm run --silent prompts -- list                  every prompt with version, tier, settings and hash
  npm run --silent prompts -- list --context K=V …  which prompt is chosen where, and why: tier=standard|enhanced,
                                                    channel=…, intent=conversation|documents
  npm run --silent prompts -- diff A B              what differs, word by word: [-went-] {+came+}
  npm run --silent prompts -- render ID --var K=V … the text with every place filled
  npm run --silent prompts -- render --agent TIER   an agent's whole instruction, as Bedrock gets it
  npm run --silent prompts -- release ID            keeps this version for good; a change is then a new version

  ID, A, B     an id (agent/orchestration), a released version (agent/instruction-standard@3), or a Markdown file
  --var K=V    K=@FILE takes the value from a file
  --json       one JSON object
  --help

Exit codes: 0 done; 1 something is wrong with a prompt; 2 usage.`;

const COMMANDS = ['lint', 'list', 'diff', 'render', 'release'] as const;

/** Undefined: any name. */
const ACCEPTED: Readonly<Record<string, readonly string[] | undefined>> = {
  tier: ['standard', 'enhanced'],
  channel: undefined,
  intent: ['conversation', 'documents'],
};

await runCommand(main, HELP, process.argv.includes('--json') ? jsonFailure : undefined);

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      context: { type: 'string', multiple: true },
      var: { type: 'string', multiple: true },
      agent: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return print(HELP);
  const [command, ...names] = positionals;
  const write = (json: unknown, text: string) => print(values.json ? JSON.stringify(json) : text);
  switch (command) {
    case 'lint': {
      expect(names, 0, 'lint takes no names');
      const lint = lintPrompts();
      const lines = lint.faults.map(({ file, problem }) => `prompts/${file}: ${problem}`);
      const sum = `${lint.prompts} prompts, ${lint.released} released versions, ${lint.experiments} experiments: ${lines.length === 0 ? 'nothing wrong' : `${lines.length} wrong`}`;
      write(lint, [...lines, sum].join('\n'));
      return lint.faults.length === 0 ? 0 : 1;
    }
    case 'list': {
      expect(names, 0, 'list takes no names; --context K=V tells what is chosen where');
      if (values.context === undefined) {
        const prompts = listPrompts();
        return write({ prompts }, listLines(prompts));
      }
      const context = contextOf(values.context);
      return write({ context, selected: selectPrompts(context) }, selectionLines(context));
    }
    case 'diff': {
      expect(names, 2, 'diff takes two: diff agent/instruction-standard@3 agent/instruction-standard');
      const [before = '', after = ''] = names;
      const diff = diffPrompts(namedPrompt(before), namedPrompt(after));
      return write(diff, diffLines(diff));
    }
    case 'render': {
      if (values.agent !== undefined) {
        expect(names, 0, 'render --agent takes no id');
        if (values.agent !== 'standard' && values.agent !== 'enhanced')
          throw new UsageError(`--agent ${values.agent}: standard or enhanced`);
        const { instruction: text, prompts, settings } = agentDefinition({ tier: values.agent });
        return write({ text, characters: text.length, prompts, settings }, text);
      }
      expect(names, 1, 'render takes one prompt: render agent/orchestration --var instruction=…');
      const prompt = namedPrompt(names[0] ?? '');
      const text = renderPrompt(prompt, variablesOf(values.var ?? []));
      const { id, version, sha256 } = prompt;
      return write({ id, version, sha256, text, characters: text.length }, text);
    }
    case 'release': {
      expect(names, 1, 'release takes one prompt: release agent/instruction-standard');
      const released = releasePrompt(namedPrompt(names[0] ?? '').id);
      const { id, version, sha256, isNew } = released;
      return write(
        released,
        isNew
          ? `${id}: version ${version} is released (${sha256.slice(0, 12)}); a change is now version ${version + 1}`
          : `${id}: version ${version} was released before, as it is`,
      );
    }
    default:
      throw new UsageError(
        command === undefined ? `what is to be done: ${COMMANDS.join(', ')}` : unknownCommand(command),
      );
  }
}

function unknownCommand(command: string): string {
  const near = nearest(command, COMMANDS);
  return `${command}: ${COMMANDS.join(', ')}${near === undefined ? '' : `; did you mean ${near}?`}`;
}

function expect(names: readonly string[], count: number, otherwise: string): void {
  if (names.length !== count) throw new UsageError(`${names.join(' ')}: ${otherwise}`.replace(/^: /, ''));
}

/** Texts `K=V` as an object. */
function pairsOf(flag: string, texts: readonly string[]): Record<string, string> {
  const pairs = texts.map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw new UsageError(`${flag} ${text}: give NAME=VALUE`);
    return [text.slice(0, at), text.slice(at + 1)] as const;
  });
  const twice = pairs.find(([name], index) => pairs.findIndex(([other]) => other === name) < index);
  if (twice !== undefined) throw new UsageError(`${flag} ${twice[0]}: stands twice`);
  return Object.fromEntries(pairs);
}

function variablesOf(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(pairsOf('--var', texts)).map(([name, value]) => {
      if (!value.startsWith('@')) return [name, value];
      try {
        return [name, readFileSync(value.slice(1), 'utf8').trimEnd()];
      } catch (cause) {
        throw new UsageError(`--var ${name}=${value}: the file cannot be read`, { cause });
      }
    }),
  );
}

function contextOf(texts: readonly string[]): PromptContext {
  const given = pairsOf(
    '--context',
    texts.flatMap((text) => text.split(',')),
  );
  for (const [name, value] of Object.entries(given)) {
    if (!(name in ACCEPTED))
      throw new UsageError(`--context ${name}=${value}: ${Object.keys(ACCEPTED).join(', ')} are known`);
    const accepted = ACCEPTED[name];
    if (value === '' || (accepted !== undefined && !accepted.includes(value)))
      throw new UsageError(`--context ${name}=${value}: ${accepted?.join(' or ') ?? 'a name'} is accepted`);
  }
  return { intent: 'conversation', ...given } as PromptContext;
}

function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

function jsonFailure(code: string, message: string): string {
  return JSON.stringify({ error: { code, message } });
}
