import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createToolCalls, type ToolCallPart } from './openai-tool-calls.ts';

function callsOf(parts: readonly ToolCallPart[]) {
  let ids = 0;
  const calls = createToolCalls(() => {
    ids += 1;
    return `new-${ids}`;
  });
  for (const part of parts) calls.add(part);
  return calls.takeAll();
}

const call = (name: string, text: string, rest: Partial<ToolCallPart> = {}): ToolCallPart => ({
  function: { name, arguments: text },
  ...rest,
});

describe('createToolCalls', () => {
  it.for([
    [
      'every call numbered 0, with ids of their own',
      [call('a', '{"x":1}', { index: 0, id: 'i' }), call('b', '{"y":2}', { index: 0, id: 'j' })],
      ['i', 'j'],
    ],
    [
      'every call numbered 0, without ids',
      [call('a', '{"x":1}', { index: 0 }), call('b', '{"y":2}', { index: 0 })],
      ['new-1', 'new-2'],
    ],
    ['no numbers and no ids', [call('a', '{"x":1}'), call('b', '{"y":2}')], ['new-1', 'new-2']],
    [
      'no numbers, and pieces without a name',
      [
        call('a', ''),
        { function: { arguments: '{"x"' } },
        { function: { arguments: ':1}' } },
        call('b', '{"y":'),
        { function: { arguments: '2}' } },
      ],
      ['new-1', 'new-2'],
    ],
    [
      'the id in every piece',
      [
        call('a', '{"x"', { id: 'i' }),
        call('b', '{"y"', { id: 'j' }),
        { id: 'i', function: { arguments: ':1}' } },
        { id: 'j', function: { arguments: ':2}' } },
      ],
      ['i', 'j'],
    ],
    [
      'the name in every piece',
      [
        call('a', '{"x"', { index: 0, id: 'i' }),
        call('a', ':1}', { index: 0 }),
        call('b', '{"y":2}', { index: 1, id: 'j' }),
      ],
      ['i', 'j'],
    ],
    [
      'one id for every call',
      [call('a', '{"x":1}', { index: 0, id: 'i' }), call('b', '{"y":2}', { index: 0, id: 'i' })],
      ['i', 'new-1'],
    ],
    [
      'an id for the second call only',
      [call('a', '{"x":1}', { index: 0 }), call('b', '{"y":2}', { index: 0, id: 'j' })],
      ['new-1', 'j'],
    ],
    [
      'a last piece without anything',
      [
        call('a', '{"x":1}', { index: 0, id: 'i' }),
        call('a', '', { index: 0, id: 'i' }),
        call('b', '{"y":2}', { index: 1, id: 'j' }),
      ],
      ['i', 'j'],
    ],
    [
      'arguments that are an object',
      [
        { index: 0, id: 'i', function: { name: 'a', arguments: { x: 1 } } },
        { index: 1, id: 'j', function: { name: 'b', arguments: { y: 2 } } },
      ],
      ['i', 'j'],
    ],
  ] as const)('puts calls together with %s', ([, parts, ids]) => {
    expect(callsOf(parts)).toEqual([
      { toolUseId: ids[0], name: 'a', input: { x: 1 } },
      { toolUseId: ids[1], name: 'b', input: { y: 2 } },
    ]);
  });

  it.for(['{"x":', '[1]', '"{}"', 'null', 'x'])('keeps %j as what it is: no arguments', (text) => {
    expect(callsOf([call('a', text, { index: 0, id: 'i' })])).toEqual([
      { toolUseId: 'i', name: 'a', input: {}, brokenInput: text },
    ]);
  });

  it('is the same however the arguments are cut and the calls interleave', () => {
    const input = fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true });
    const calls = fc.array(input, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(calls, fc.integer({ min: 1, max: 9 }), fc.boolean(), (inputs, size, interleaved) => {
        const parts = inputs.map((each, index): ToolCallPart[] => {
          const text = JSON.stringify(each);
          const cuts = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
            text.slice(at * size, (at + 1) * size),
          );
          return [
            { index, id: `id-${index}`, function: { name: 'tool', arguments: '' } },
            ...cuts.map((piece) => ({ index, function: { arguments: piece } })),
          ];
        });
        const longest = Math.max(...parts.map((each) => each.length));
        const sent = interleaved
          ? Array.from({ length: longest }, (_, at) => parts.flatMap((each) => each[at] ?? [])).flat()
          : parts.flat();
        expect(callsOf(sent)).toEqual(
          inputs.map((each, index) => ({
            toolUseId: `id-${index}`,
            name: 'tool',
            input: JSON.parse(JSON.stringify(each)) as unknown,
          })),
        );
      }),
    );
  });
});
