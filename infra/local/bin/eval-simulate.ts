import { parseArgs } from 'node:util';
import { textColumn } from '#channels/render/table.ts';
import { textTable } from '#channels/render/text-table.ts';
import { simulate } from '#evals/simulate/simulate.ts';
import { type EvalCommand, EXIT } from './eval-command.ts';
import { wholeNumber } from './settings.ts';

const HELP = `Makes experiments from a seed and reads them by each method: how often it sees a difference where there is none, and where
there is one that the plan finds with 80 % power; and what becomes of repeats and turns that are taken for rows.

  npm run --silent eval -- simulate [--experiments 1000] [--seed 1] [--json]

Exit codes: 0; 2 usage.`;

export const evalSimulate: EvalCommand = {
  help: HELP,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        experiments: { type: 'string', default: '1000' },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
      },
    });
    const experiments = wholeNumber('--experiments', values.experiments, 1);
    const rates = simulate({ experiments, seed: wholeNumber('--seed', values.seed, 0) });
    const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
    const table = textTable(
      {
        title: '',
        columns: ['method', 'there is', 'conversations', 'said so in', 'nominal'].map(textColumn),
        rows: rates.map(({ conversations, method, nominal, rate, world }) => [
          method,
          world === 'null' ? 'no difference' : 'a difference',
          String(conversations),
          percent(rate),
          percent(nominal),
        ]),
      },
      { width: 120 },
    );
    process.stdout.write(
      values.json ? `${JSON.stringify({ experiments, rates })}\n` : `${table.join('\n')}\n`,
    );
    return EXIT.pass;
  },
};
