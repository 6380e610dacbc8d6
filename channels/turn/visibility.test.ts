import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REPLY_CLASSES } from '#action-groups/reply-classes.ts';
import { KNOWLEDGE_BASE } from '#agent/client/agent-client.ts';
import { agentDefinition } from '#agent/definition/agent-definition.ts';
import { ARTIFACT_TYPES } from '#knowledge-base/artifacts/artifact.ts';
import { DATA_CLASSES, type DataClass } from '#knowledge-base/data-class.ts';
import { failedResult, type TurnResult } from './turn-result.ts';
import { type Conversation, createVisibilityGate, DEFAULT_POLICY, dataClassOf } from './visibility.ts';

const { placeFor } = createVisibilityGate();

const empty: TurnResult = { ...failedResult('s', { code: 'internal', message: '' }) };
const step = (operation: string, status = 'ok', actionGroup = 'data-analysis') => ({
  actionGroup,
  operation,
  arguments: {},
  status,
  ms: 1,
});
const result = (more: Partial<TurnResult>): TurnResult => {
  const { error: _, ...rest } = empty;
  return { ...rest, outcome: 'answered', ...more };
};
const cited = (dataClass?: DataClass) => ({
  text: 'x',
  source: 's3://x.md',
  ...(dataClass === undefined ? {} : { dataClass }),
});

const dataClass = fc.constantFrom(...DATA_CLASSES);
const conversation: fc.Arbitrary<Conversation> = fc.record({
  kind: fc.constantFrom('im', 'mpim', 'private', 'public'),
  isExternallyShared: fc.boolean(),
});
const anyResult = fc
  .record({
    steps: fc.array(
      fc
        .tuple(
          fc.constantFrom(...Object.keys(REPLY_CLASSES), 'tellSecrets', 'constructor'),
          fc.constantFrom('ok', 'invalid-arguments', 'not-permitted', 'internal', 'odd'),
        )
        .map(([operation, status]) => step(operation, status)),
      { maxLength: 3 },
    ),
    artifacts: fc.array(
      fc.constantFrom(...ARTIFACT_TYPES, 'secret', '__proto__').map((type) => ({ type, id: 'i' })),
      { maxLength: 2 },
    ),
    citations: fc.array(fc.option(dataClass, { nil: undefined }).map(cited), { maxLength: 2 }),
  })
  .map(result);

describe('dataClassOf', () => {
  it.for([
    ['words that rest on nothing', {}, 'internal'],
    ['a failure', { ...empty }, 'internal'],
    [
      'a question back after arguments that lacked something',
      { steps: [step('analyzeOpportunity', 'invalid-arguments')] },
      'internal',
    ],
    ['a refusal', { steps: [step('declineRequest', 'out-of-scope')] }, 'internal'],
    ['an analysis', { steps: [step('analyzeOpportunity')] }, 'confidential'],
    [
      'a failure after an analysis',
      { outcome: 'failed', artifacts: [{ type: 'analysis', id: 'a' }] },
      'confidential',
    ],
    ['names of like customers', { steps: [step('findOpportunity', 'not-found')] }, 'confidential'],
    [
      'public documents',
      { steps: [step('Retrieve', 'ok', KNOWLEDGE_BASE)], citations: [cited('public')] },
      'public',
    ],
    [
      'a public and a partner’s document',
      { citations: [cited('public'), cited('confidential')] },
      'confidential',
    ],
    ['a document that does not say', { citations: [cited()] }, 'restricted'],
    ['an operation that is not known', { steps: [step('tellSecrets')] }, 'restricted'],
    ['an artifact that is not known', { artifacts: [{ type: 'constructor', id: 'a' }] }, 'restricted'],
    ['an insight that cannot be read', { artifacts: [{ type: 'insight', id: 'a' }] }, 'restricted'],
    ['a conversation that has shown more', { dataClass: 'confidential' }, 'confidential'],
    ['the names of all sellers', { error: { code: 'unknown-seller', message: '' } }, 'confidential'],
  ] as const)('counts %s as %s', ([, more, expected]) => {
    expect(dataClassOf(result(more as Partial<TurnResult>))).toBe(expected);
  });

  it('never falls when a result holds more', () => {
    const rank = (each: TurnResult) => DATA_CLASSES.indexOf(dataClassOf(each));
    fc.assert(
      fc.property(anyResult, anyResult, (a, b) => {
        const both = result({
          steps: [...a.steps, ...b.steps],
          artifacts: [...a.artifacts, ...b.artifacts],
          citations: [...a.citations, ...b.citations],
        });
        const holdsNothing = (each: TurnResult) =>
          each.steps.length + each.artifacts.length + each.citations.length === 0;
        if (!holdsNothing(a)) expect(rank(both)).toBeGreaterThanOrEqual(rank(a));
        if (!holdsNothing(b)) expect(rank(both)).toBeGreaterThanOrEqual(rank(b));
      }),
    );
  });

  it('knows every operation of the agent', () => {
    const operations = agentDefinition({ tier: 'standard' }).actionGroups.flatMap((group) =>
      group.operations.map(({ operationId }) => operationId),
    );
    expect(Object.keys(REPLY_CLASSES).sort()).toEqual([...operations].sort());
  });
});

describe('the visibility gate', () => {
  it('shows each class where the policy says', () => {
    const shown = (kind: Conversation['kind'], isExternallyShared = false) =>
      DATA_CLASSES.filter((each) => placeFor(each, { kind, isExternallyShared }) === 'thread').at(-1);
    expect({
      im: shown('im'),
      mpim: shown('mpim'),
      private: shown('private'),
      public: shown('public'),
      externallyShared: shown('private', true),
    }).toEqual(DEFAULT_POLICY);
  });

  it('shows what is more public wherever it shows what is less, and no more where more read along', () => {
    const openness = ['im', 'mpim', 'private', 'public'] as const;
    fc.assert(
      fc.property(dataClass, dataClass, conversation, conversation, (a, b, here, there) => {
        const [low, high] = DATA_CLASSES.indexOf(a) < DATA_CLASSES.indexOf(b) ? [a, b] : [b, a];
        if (placeFor(high, here) === 'thread') expect(placeFor(low, here)).toBe('thread');
        const isMoreOpen =
          openness.indexOf(there.kind) >= openness.indexOf(here.kind) &&
          Number(there.isExternallyShared) >= Number(here.isExternallyShared);
        if (isMoreOpen && placeFor(a, there) === 'thread') expect(placeFor(a, here)).toBe('thread');
      }),
    );
  });

  it('shows nothing that is not known in any channel, and nothing in a place that is not known', () => {
    fc.assert(
      fc.property(anyResult, fc.string(), conversation, (each, word, place) => {
        const isUnknown =
          each.citations.some((citation) => citation.dataClass === undefined) ||
          each.steps.some(({ operation }) => !Object.hasOwn(REPLY_CLASSES, operation)) ||
          each.artifacts.some(({ type }) => !ARTIFACT_TYPES.some((known) => known === type));
        if (isUnknown && place.kind !== 'im') expect(placeFor(dataClassOf(each), place)).toBe('direct');
        const odd = word as DataClass;
        if (!DATA_CLASSES.includes(odd)) expect(placeFor(odd, place)).toBe('direct');
        const somewhere = { kind: word, isExternallyShared: false } as unknown as Conversation;
        if (!['im', 'mpim', 'private', 'public'].includes(word))
          expect(placeFor('public', somewhere)).toBe('direct');
        expect(placeFor('internal', { kind: 'public' } as unknown as Conversation)).toBe('direct');
      }),
    );
  });
});
