import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyAnalysis, anyText } from '#channels/render/__fixtures__/arbitrary-analysis.ts';
import { exampleAnalysis, thinAnalysis } from '#channels/render/__fixtures__/example-analysis.ts';
import { resultWith } from '../__fixtures__/scripted-turn.ts';
import { answered, answerOf, askedPath, pageFault, testWeb, textOf } from '../__fixtures__/test-web.ts';

describe('the answer page', () => {
  it('loads itself again until the answer is here, with the steps so far', async () => {
    const web = testWeb();
    const path = await askedPath(web, 'What is it worth?');
    web.turn.say({
      type: 'step',
      phase: 'started',
      stepId: '1',
      actionGroup: 'g',
      operation: 'analyzeOpportunity',
      arguments: {},
    });
    const waiting = await textOf(web.get(path));
    expect(waiting).toContain('<meta http-equiv="refresh" content="1"/>');
    expect(waiting).toContain('computing the prediction: running');
    expect(pageFault(waiting)).toBeUndefined();
    web.turn.end(resultWith({ answer: 'It is worth it.' }));
    const answered = await textOf(web.get(path));
    expect(answered).not.toContain('http-equiv="refresh"');
    expect(answered).toContain('It is worth it.');
  });

  it('shows ranges, services, projects, the chart and how it was made', async () => {
    const markup = await answered(answerOf(exampleAnalysis()));
    for (const words of [
      '<p class="figure">$118k to $742k</p>',
      'MEDIUM',
      'Amazon Aurora',
      'Birchway Clinics',
      'more than 90 days after the close',
      'class="arr-chart"',
      'WHERE data_version = ?',
      '<code>2021-11-23</code>',
      '<dd>214</dd>',
      '/analyses/analysis-4f2a.csv',
      '/analyses/analysis-4f2a.json',
    ]) {
      expect(markup).toContain(words);
    }
    expect(pageFault(markup)).toBeUndefined();
    expect(duplicatesOf(markup.matchAll(/ id="([^"]+)"/g))).toEqual([]);
  });

  it('numbers its sources, with section, date, basis, their words, and that one has expired', async () => {
    const answer = 'Half is paid. In two phases.';
    const citation = (text: string, source: string) => ({
      text,
      span: { start: answer.indexOf(text), end: answer.indexOf(text) + text.length },
      source,
    });
    const markup = await answered(
      resultWith({
        answer,
        citations: [
          {
            ...citation('Half is paid.', 's3://d/a.md'),
            title: 'Rules <b>of old</b>',
            section: 'Amounts',
            date: '2024-01-01',
            basis: 'illustrative',
            expired: { on: '2025-12-31' },
            passage: 'Rules › Amounts\n\nHalf. <script>alert(1)</script>',
          },
          citation('In two phases.', 's3://d/b.md'),
        ],
      }),
    );
    for (const words of [
      'Half is paid. [1] In two phases. [2]',
      '<li><strong>Rules &lt;b&gt;of old&lt;/b&gt;</strong>',
      'Amounts · as of 1 January 2024 · figures are illustrative, not AWS’s · NO LONGER VALID: held until 31 December 2025',
      'Half. &lt;script&gt;',
      '<strong>s3://d/b.md</strong>',
    ])
      expect(markup).toContain(words);
    expect(pageFault(markup)).toBeUndefined();
  });

  it('says plainly that there is not enough evidence, and nothing about risks', async () => {
    const markup = await answered(answerOf(thinAnalysis()));
    expect(markup).toContain('There is not enough evidence for a prediction, so none is made.');
    expect(markup).toContain('nothing can be said about risks');
    expect(markup).not.toContain('No risk stands out');
    expect(pageFault(markup)).toBeUndefined();
  });

  it('words a failure with its code and offers to ask again in the same words', async () => {
    const error = { code: 'warehouse-unavailable', message: 'The project data cannot be reached.' };
    const markup = await answered({ outcome: 'failed', answer: error.message, error }, 'Is it <big>?');
    expect(markup).toContain('<code>warehouse-unavailable</code>');
    expect(markup.match(/The project data cannot be reached\./g)).toHaveLength(1);
    expect(markup).toContain('name="text" value="Is it &lt;big&gt;?"');
  });

  it('tells when a stored analysis cannot be read instead of showing half of it', async () => {
    const markup = await answered({ artifacts: [{ type: 'analysis', id: 'a', metrics: {} }] });
    expect(markup).toContain('its numbers are not shown');
  });

  it('passes on what the seller thinks of it, once a verdict, and not what another thinks', async () => {
    const web = testWeb();
    const path = await askedPath(web, 'First');
    web.turn.end(resultWith({ sessionId: 's-9' }));
    const markup = await textOf(web.get(path));
    expect(markup).toContain('name="verdict" value="up"');
    expect(pageFault(markup)).toBeUndefined();
    const answerId = path.split('/').at(-1) ?? '';
    const press = (verdict: string, sellerId = 'olivia', headers = {}) =>
      web.post('/feedback', { answerId, verdict, sellerId }, headers);
    expect((await press('up')).headers.get('location')).toBe(`${path}#feedback`);
    await press('up');
    await press('down');
    expect(web.feedbacks).toEqual(
      (['up', 'down'] as const).map((verdict) => ({
        sellerId: 'olivia',
        channel: 'web',
        thread: expect.stringMatching(/^s-/),
        turnId: answerId,
        verdict,
      })),
    );
    expect(await textOf(web.get(path))).toContain('this was passed on');
    expect((await press('up', 'nora')).status).toBe(403);
    expect((await press('sideways')).status).toBe(415);
    expect((await press('up', 'olivia', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(web.feedbacks).toHaveLength(2);
  });

  it('continues the conversation', async () => {
    const web = testWeb();
    const path = await askedPath(web, 'First');
    web.turn.end(resultWith({ sessionId: 's-9', nextQuestions: ['How sure is that?'] }));
    const markup = await textOf(web.get(path));
    expect(markup).toContain('<button class="quiet" type="submit" name="text" value="How sure is that?">');
    const hidden = Object.fromEntries(
      [...markup.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"\/>/g)].map(
        ([, name, value]) => [name, value],
      ),
    );
    const next = await web.post('/questions', { ...hidden, text: 'How sure is that?' });
    expect(web.turn.asked.map(({ text, thread }) => [text, thread])).toEqual([
      ['First', hidden.thread],
      ['How sure is that?', hidden.thread],
    ]);
    const followUp = await textOf(web.get(next.headers.get('location') ?? ''));
    expect(followUp).toContain(`<a href="${path}">First</a>`);
    const empty = await web.post('/questions', { ...hidden, text: ' ' });
    expect([empty.status, (await empty.text()).includes('id="text-fault"')]).toEqual([422, true]);
  });

  it('is not shown to another seller, and a made-up address is something else', async () => {
    const web = testWeb();
    const path = await askedPath(web, 'Mine');
    web.signIn('nora');
    expect([(await web.get(path)).status, (await web.get('/answers/none')).status]).toEqual([403, 404]);
  });

  it('renders any analysis', async () => {
    await fc.assert(
      fc.asyncProperty(anyAnalysis, anyText, async (analysis, answer) => {
        const markup = await answered({ ...answerOf(analysis), answer });
        expect(pageFault(markup)).toBeUndefined();
        expect(markup).not.toMatch(/NaN|undefined|Infinity|\[object/);
      }),
      { numRuns: 30 },
    );
  });
});

function duplicatesOf(matches: Iterable<RegExpMatchArray>): readonly string[] {
  const ids = [...matches].map(([, id = '']) => id);
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}
