import { parseArgs } from 'node:util';
import { TIERS, type Tier } from '#agent/definition/agent-definition.ts';
import { nearest } from '#knowledge-base/projects/nearest.ts';
import { UsageError, wholeNumber } from './settings.ts';

export const COMMANDS = [
  'status',
  'promote',
  'rollback',
  'stop',
  'resume',
  'canary',
  'prune',
  'unlock',
] as const;
export type Command = (typeof COMMANDS)[number];

export function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      tier: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      run: { type: 'string' },
      baseline: { type: 'string', default: 'evals/baseline.json' },
      'no-gate': { type: 'string' },
      'in-process': { type: 'boolean', default: false },
      bedrock: { type: 'boolean', default: false },
      by: { type: 'string' },
      yes: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      data: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  return { values, positionals };
}
export type Flags = ReturnType<typeof readArguments>['values'];

/** @throws {UsageError} naming the command that was probably meant */
export function commandOf(name: string | undefined): Command {
  const command = COMMANDS.find((each) => each === name);
  if (command !== undefined) return command;
  const near = name === undefined ? undefined : nearest(name, COMMANDS);
  const hint = near === undefined ? '' : `; did you mean ${near}?`;
  throw new UsageError(`${name ?? 'what is to be done'}: ${COMMANDS.join(', ')}${hint}`);
}

/** @throws {UsageError} for words and flags that do not fit the command */
export function checkWords(command: Command, rest: readonly string[], values: Flags): void {
  const wanted = { rollback: 'an alias', stop: 'an alias', resume: 'an alias', canary: 'a share' } as const;
  const word = command in wanted ? wanted[command as keyof typeof wanted] : undefined;
  if (word === undefined && rest.length > 0)
    throw new UsageError(`${command} ${rest.join(' ')}: no more words`);
  if (word !== undefined && rest.length !== 1) throw new UsageError(`${command}: give ${word}, one`);
  if (command === 'canary' && wholeNumber('canary', rest[0] ?? '', 0) > 100)
    throw new UsageError(`canary ${rest[0]}: a share from 0 to 100`);
  if (command !== 'promote') return;
  if (values.from === undefined || values.to === undefined)
    throw new UsageError('promote: give --from ALIAS and --to ALIAS');
  const reason = values['no-gate'];
  if (values.run !== undefined && reason !== undefined)
    throw new UsageError('promote: --run DIR and --no-gate REASON: give one of them');
  if (reason?.trim() === '') throw new UsageError('--no-gate: a reason, for whoever reads the record');
}

/** @throws {UsageError} */
export function tiersOf(command: Command, tier: string | undefined): readonly Tier[] {
  if (tier === undefined) return command === 'status' ? TIERS : ['standard'];
  const known = TIERS.find((each) => each === tier);
  if (known === undefined) throw new UsageError(`--tier ${tier}: ${TIERS.join(' or ')}`);
  return [known];
}
