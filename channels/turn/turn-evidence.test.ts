import { describe, expect, it } from 'vitest';
import { AgentError } from '#agent/client/agent-client.ts';
import { documentScope } from '#knowledge-base/documents/document-scope.ts';
import { chunk, ended, final, harness, result, scripted, sellers } from './turn.double.ts';
import { resultOf, type TurnEvent } from './turn-result.ts';

describe('what an answer of createTurn rests on', () => {
  it('finds the figures of an answer in its results, its message, and what the session showed before', async () => {
    const withReply = { ...ended('ok'), reply: { code: 'ok', result: { arrUsd: 2_000_000 } } };
    const agent = scripted(
      [
        withReply,
        { type: 'artifact', artifactType: 'analysis', id: 'a' },
        chunk('$2M for 40 sites.'),
        final('answered'),
      ],
      [chunk('Of the analysis a: 70 %, not 71 %, for your 40 sites.'), final('answered')],
    );
    const { run, shown } = harness(agent);
    const first = await resultOf(run({ thread: 'demo', text: '40 sites' }));
    expect([first.grounding, shown]).toEqual([{ figures: 2, unmatched: [] }, ['a']]);
    const second = await resultOf(run({ thread: 'demo' }));
    expect(second.grounding.unmatched.map(({ text }) => text)).toEqual(['71 %']);
  });

  it('is of the class of all that its conversation has shown', async () => {
    const agent = scripted(
      [chunk('Hello.'), final('answered')],
      [{ type: 'artifact', artifactType: 'analysis', id: 'a' }, chunk('Much.'), final('answered')],
      [chunk('As I said.'), final('answered')],
      [chunk('Hello.'), final('answered')],
    );
    const { run } = harness(agent);
    const classes: unknown[] = [];
    for (const thread of ['demo', 'demo', 'demo']) classes.push((await resultOf(run({ thread }))).dataClass);
    expect(classes).toEqual(['internal', 'confidential', 'confidential']);
    expect((await result(agent)).dataClass).toBe('internal');
  });

  it('keeps the class of a conversation in which a turn broke off after it had looked something up', async () => {
    const agent = scripted(
      [{ type: 'artifact', artifactType: 'analysis', id: 'a' }, new AgentError('agent-unavailable', 'cut')],
      [chunk('As I found.'), final('answered')],
    );
    const { run } = harness(agent);
    const broken = await resultOf(run({ thread: 'demo' }));
    const next = await resultOf(run({ thread: 'demo' }));
    expect([broken.outcome, broken.dataClass, next.dataClass]).toEqual([
      'failed',
      'confidential',
      'confidential',
    ]);
  });

  it('is of the class of what it cites, or of all that was found when it cites nothing', async () => {
    const passages = [
      { source: 's3://d/a.md', text: 'a', dataClass: 'public' },
      { source: 's3://d/b.md', text: 'b', dataClass: 'confidential' },
    ];
    const search = { ...ended('ok'), actionGroup: 'knowledge-base', operation: 'Retrieve' };
    const found = { ...search, reply: { code: 'ok', passages } };
    const citation = { text: 'x', source: 's3://d/a.md', dataClass: 'public' } as const;
    const cited = scripted([found, chunk('x'), { type: 'citation', citation }, final('answered')]);
    expect((await result(cited)).dataClass).toBe('public');
    expect((await result(scripted([found, chunk('x'), final('answered')]))).dataClass).toBe('confidential');
    const silent = { ...search, reply: { code: 'ok', passages: [{ source: 's3://d/c.md', text: 'c' }] } };
    expect((await result(scripted([silent, chunk('x'), final('answered')]))).dataClass).toBe('restricted');
  });

  it('limits what the documents may answer on every turn, by the seller’s scope and the current data', async () => {
    const agent = scripted([final('answered')], [final('answered')]);
    await result(agent);
    await result(agent, {}, { dataVersions: { current: () => Promise.reject(new Error('no data')) } });
    const seller = sellers.find(({ sellerId }) => sellerId === 'nora');
    expect(agent.requests.map(({ retrieval }) => retrieval?.filter)).toEqual([
      documentScope(seller?.scope ?? { kind: 'partners', partnerIds: [] }, 'v1'),
      documentScope({ kind: 'organisation' }, undefined),
    ]);
  });

  it('answers in the model’s words when only a search of the documents failed', async () => {
    const search = {
      ...ended('knowledge-base-unavailable'),
      actionGroup: 'knowledge-base',
      operation: 'Retrieve',
    };
    const failed = ended('warehouse-unavailable');
    const searched = scripted([search, chunk('I cannot look that up now.'), final('answered')]);
    expect(await result(searched)).toMatchObject({
      outcome: 'answered',
      steps: [{ operation: 'Retrieve', status: 'knowledge-base-unavailable' }],
    });
    const both = scripted([failed, { ...search, code: 'ok' }, chunk('Well.'), final('answered')]);
    expect(await result(both)).toMatchObject({ outcome: 'failed', error: { code: 'warehouse-unavailable' } });
  });

  it('knows figures of passages that were retrieved or are cited, and of no other', async () => {
    const reply = { code: 'ok', passages: [{ source: 's3://d/a.md', text: 'Pays USD 25,000 at most.' }] };
    const search = { ...ended('ok'), actionGroup: 'knowledge-base', operation: 'Retrieve', reply };
    const citation = { text: 'x', source: 's3://d/b.md', passage: 'For 18 months.' };
    const answer = await result(
      scripted([
        search,
        chunk('At most $25,000, for 18 months, and 77 %.'),
        { type: 'citation', citation },
        final('answered'),
      ]),
    );
    expect(answer.grounding.unmatched.map(({ text }) => text)).toEqual(['77 %']);
  });

  it('says in its own words that a cited document has expired, and where cited words stand once blanks are off', async () => {
    const citation = {
      text: 'Half is paid.',
      span: { start: 2, end: 15 },
      source: 's3://d/old.md',
      title: 'Old rules',
      expired: { on: '2025-12-31' },
    };
    const agent = scripted([chunk('\n\nHalf is paid.'), { type: 'citation', citation }, final('answered')]);
    const events: TurnEvent[] = [];
    for await (const event of harness(agent).run()) events.push(event);
    const notice =
      'Please note: this rests on a document that is no longer valid: “Old rules”, which held until 31 December 2025.';
    expect(events.filter(({ type }) => type === 'chunk').at(-1)).toEqual(chunk(`\n\n${notice}`));
    expect(events.at(-1)).toMatchObject({
      result: {
        answer: `Half is paid.\n\n${notice}`,
        citations: [{ ...citation, span: { start: 0, end: 13 } }],
        grounding: { unmatched: [] },
      },
    });
  });
});
