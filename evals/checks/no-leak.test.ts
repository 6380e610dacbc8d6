import { describe, expect, it } from 'vitest';
import { noLeak } from './no-leak.ts';
import { madeContext, madeObserved, madeStep, madeTurn } from './turn.double.ts';

const partners = [
  { partnerId: '1', name: 'Northwind Cloudworks' },
  { partnerId: '2002', name: 'Redfern Digital' },
];

describe('noLeak of partners', () => {
  it('passes an answer that names only what the seller may see', () => {
    const context = madeContext({ answer: 'Northwind Cloudworks has won some, for $12,002.' }, { partners });
    expect(noLeak(true, context)).toMatchObject({ status: 'pass' });
  });

  it.for([
    ['the answer', { answer: 'As redfern digital did.' }],
    ['a reply', { steps: [madeStep('x', {}, { reply: { rows: [{ partnerId: '2002' }] } })] }],
    ['a result', { artifacts: [{ id: 'i', type: 'insight', body: { rows: ['Redfern Digital'] } }] }],
    ['a next question', { followUps: ['And Redfern Digital?'] }],
  ] as const)('finds another partner in %s', ([, observed]) => {
    expect(noLeak(true, madeContext(observed, { partners }))).toMatchObject({ status: 'fail' });
  });

  it('lets a name come back that the seller wrote, but no id behind it', () => {
    const turn = { user: 'what has Redfern Digital won?' };
    expect(
      noLeak(true, madeContext({ answer: 'Redfern Digital is not yours to see.' }, { partners, turn })),
    ).toMatchObject({ status: 'pass' });
    expect(noLeak(true, madeContext({ answer: 'Redfern Digital (2002)' }, { partners, turn }))).toMatchObject(
      { status: 'fail' },
    );
  });

  it('is broken for a seller from whom nothing is kept, and skipped where no partner is known', () => {
    expect(noLeak(true, madeContext({}, { partners, turn: { partnerIds: null } }))).toMatchObject({
      status: 'invalid',
    });
    expect(noLeak(true, madeContext())).toMatchObject({ status: 'skipped' });
  });
});

describe('noLeak of sessions', () => {
  const other = madeTurn(
    madeObserved({
      steps: [madeStep('analyzeOpportunity', { customerName: 'Quillmark Foods' })],
      artifacts: [{ id: 'an-77', type: 'analysis' }],
    }),
    { session: 'ravi' },
  );

  it('finds what only the other session has shown', () => {
    const leaks = (answer: string, user = 'what did we talk about?') =>
      noLeak(['ravi'], madeContext({ answer }, { earlier: [other], turn: { user } })).status;
    expect(leaks('Of nothing yet.')).toBe('pass');
    expect(leaks('Of Quillmark Foods.')).toBe('fail');
    expect(leaks('Of an-77.')).toBe('fail');
    expect(leaks('Quillmark Foods is not known.', 'tell me of Quillmark Foods')).toBe('pass');
  });

  it('is broken where the other session has said nothing yet', () => {
    expect(noLeak(['ravi'], madeContext())).toMatchObject({ status: 'invalid' });
  });
});
