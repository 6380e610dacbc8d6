import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '#knowledge-base/projects/sample/seeded-random.ts';
import { command, finish } from './__fixtures__/command.ts';

const MAPPING = `kind: table
date: signed
targets:
  price: { as: number, from: price, scale: log }
text: [title]
categories: [kind]
numbers: [seats]
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backtest-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** 300 rows of which the truth is known: the kind gives the price, within a factor. */
function csv(
  more: { readonly price?: (price: number) => number; readonly seats?: (price: number) => number } = {},
) {
  const random = createRandom(5, 0);
  const lines = Array.from({ length: 300 }, (_, at) => {
    const kind = random.int(0, 3);
    const price = Math.round(1_000 * 3 ** kind * Math.exp(0.4 * random.normal()));
    const date = new Date((19_000 + at) * 86_400_000).toISOString().slice(0, 10);
    const seats = more.seats?.(price) ?? random.int(1, 50);
    return `${date},${more.price?.(price) ?? price},kind ${kind},job ${random.int(1, 9)},${seats}`;
  });
  return `signed,price,kind,title,seats\n${lines.join('\n')}\n`;
}

async function backtest(content: string, ...words: string[]) {
  const [input, mapping] = [join(folder, 'table.csv'), join(folder, 'table.yaml')];
  await writeFile(input, content);
  await writeFile(mapping, MAPPING);
  return finish(command('backtest', folder, '--input', input, '--mapping', mapping, ...words));
}

describe('npm run backtest', () => {
  it('prints one JSON object with everything the figures are, and the same each time', async () => {
    const { out, err, code } = await backtest(csv(), '--json');
    expect({ err, code }).toEqual({ err: '', code: 0 });
    const { target, rows, methods, interval } = JSON.parse(out) as Record<string, object>;
    expect({ target, rows }).toEqual({ target: 'price', rows: { train: 180, calibration: 60, test: 60 } });
    expect(Object.keys(methods ?? {})).toEqual([
      'globalMedian',
      'groupMedian',
      'neighbours',
      'ridge',
      'boostedTrees',
      'blend',
    ]);
    for (const scores of Object.values(methods ?? {}))
      expect(Object.keys(scores)).toEqual(['maeLog', 'medianApe', 'within2x', 'pinball']);
    expect(interval).toMatchObject({
      level: 0.8,
      coverage: expect.any(Number),
      medianRatio: expect.any(Number),
      bySegment: {
        'kind 0': {
          rows: expect.any(Number),
          calibrationRows: expect.any(Number),
          coverage: expect.any(Number),
          medianRatio: expect.any(Number),
          calibratedAlone: false,
        },
      },
    });
    expect((await backtest(csv(), '--json')).out).toBe(out);
  });

  it('prints tables for people, and writes the page', async () => {
    const { out, code } = await backtest(csv(), '--target', 'price');
    expect(code).toBe(0);
    expect(out).toContain('blend');
    const file = join(folder, 'reports', 'backtest-price.html');
    expect(out).toContain(`Report: ${file}`);
    expect(await readFile(file, 'utf8')).toContain('<h1>Backtest of price</h1>');
  });

  it.for([
    ['a constant target', csv({ price: () => 5 }), 'The target is the same in every row'],
    ['a copy of the target', csv({ seats: (price) => 2 * price }), 'seats cannot be used to foretell price'],
    ['a header alone', 'signed,price,kind,title,seats\n', '0 rows can be used'],
    ['a column that is missing', csv().replace('seats', 'stools'), 'seats'],
  ] as const)('refuses %s with exit code 1 and says why', async ([, content, words]) => {
    const { out, err, code } = await backtest(content, '--json');
    expect({ out, code }).toEqual({ out: '', code: 1 });
    expect(err).toContain(words);
  });

  it.for([
    [['--target', 'weight'], '--target weight: the mapping has price'],
    [['--seed', 'x'], '--seed x: a whole number'],
    [['--data', 'x'], '--input and --mapping go together, without --data'],
  ] as const)('refuses %j as a wrong call', async ([words, message]) => {
    const { err, code } = await backtest(csv(), ...words);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it('refuses a target that projects do not have, and says where data come from when there are none', async () => {
    const wrong = await finish(command('backtest', folder, '--target', 'profit'));
    expect([wrong.code, wrong.err.split('\n')[0]]).toEqual([2, '--target profit: arr, mrr, gap, duration']);
    const none = await finish(command('backtest', join(folder, 'none')));
    expect(none.code).toBe(1);
    expect(none.err).toContain('npm run data:generate');
  });
});
