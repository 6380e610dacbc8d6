import { describe, expect, it } from 'vitest';
import { exampleAnalysis } from '#channels/render/__fixtures__/example-analysis.ts';
import { historyRow, historyTable } from '#channels/render/history-rows.ts';
import type { HistoryEntry } from '#knowledge-base/artifacts/analysis-history.ts';
import { createMemoryAnalysisHistory } from '#knowledge-base/artifacts/memory-analysis-history.ts';
import { analysisArtifact, pageFault, type TestWeb, testWeb } from '../__fixtures__/test-web.ts';

const { signal } = new AbortController();

function entry(analysisId: string, changes: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    analysisId,
    customerName: 'Concentra',
    opportunityName: 'Sybase <b>modernization</b>',
    sellerId: 'olivia',
    scope: { kind: 'organisation' },
    analysedAt: '2026-11-20T10:00:00.000Z',
    headline: {
      arrUsd: { low: 118_000, median: 286_000, high: 742_000 },
      launchMonth: { low: '2027-11', median: '2028-02', high: '2028-07' },
      confidence: 'MEDIUM',
    },
    ...changes,
  };
}

async function webWith(entries: readonly HistoryEntry[]): Promise<TestWeb> {
  const history = createMemoryAnalysisHistory(() => new Date('2026-11-23T10:00:00Z'));
  for (const each of entries) await history.note(each, { signal });
  return testWeb({ history });
}

const funding = entry('a2', {
  customerName: 'Alder Health',
  analysedAt: '2026-11-22T10:00:00.000Z',
  result: { kind: 'funding-plan', id: 'f1', amountUsd: null, basis: 'illustrative', items: ['MAP', 'POC'] },
});

describe('GET /history', () => {
  it('lists what was analysed with links and a chart, the latest first', async () => {
    const web = await webWith([entry('a1'), funding]);
    const markup = await (await web.get('/history')).text();
    expect(markup).toContain('<a href="/analyses/a1">Concentra</a>');
    expect(markup.indexOf('/funding/f1')).toBeLessThan(markup.indexOf('/analyses/a1'));
    expect(markup).toContain('class="arr-chart history-chart"');
    expect(markup).toContain('Sybase &lt;b&gt;modernization&lt;/b&gt;');
    expect(pageFault(markup)).toBeUndefined();
  });

  it.for([
    ['?customer=concentra', true, false],
    ['?kind=funding-plan', false, true],
    ['?from=2026-11-21', false, true],
    ['?to=2026-11-21', true, false],
    ['?customer=nobody', false, false],
  ] as const)('%s narrows it', async ([query, first, second]) => {
    const web = await webWith([entry('a1'), funding]);
    const markup = await (await web.get(`/history${query}`)).text();
    expect([markup.includes('/analyses/a1'), markup.includes('/funding/f1')]).toEqual([first, second]);
    expect(pageFault(markup)).toBeUndefined();
  });

  it.for([
    ['?from=2026-13-01', 'history-from-fault'],
    ['?to=%3Cscript%3E', 'history-to-fault'],
    ['?from=2026-11-02&to=2026-11-01', 'history-to-fault'],
    ['?kind=everything', 'history-kind-fault'],
  ] as const)('%s is said beside its field', async ([query, id]) => {
    const response = await (await webWith([entry('a1')])).get(`/history${query}`);
    const markup = await response.text();
    expect([response.status, markup.includes(`id="${id}"`)]).toEqual([422, true]);
    expect(markup).not.toContain('<script>');
    expect(pageFault(markup)).toBeUndefined();
  });

  it('shows a seller nothing of a wider scope', async () => {
    const web = await webWith([entry('a1')]);
    web.signIn('nora');
    const markup = await (await web.get('/history')).text();
    expect(markup).not.toContain('Concentra');
  });
});

describe('historyTable', () => {
  it('says what was found besides analyses', () => {
    expect(historyTable([historyRow(funding)]).rows).toEqual([
      [
        'Alder Health',
        'Sybase <b>modernization</b>',
        'Funding: MAP, POC',
        '2026-11-22',
        null,
        null,
        null,
        '2028-02',
        'MEDIUM',
      ],
    ]);
  });
});

describe('GET /compare', () => {
  async function web() {
    const one = exampleAnalysis();
    const other = exampleAnalysis({
      analysisId: 'other-1',
      opportunity: { ...one.opportunity, customerName: 'Alder <i>Health</i>' },
      metrics: {
        ...one.metrics,
        arrUsd: null,
        mrrUsd: one.metrics.mrrUsd && { ...one.metrics.mrrUsd, median: 44_800 },
      },
    });
    const made = await webWith([entry(one.analysisId), entry('other-1')]);
    made.artifacts.set(one.analysisId, analysisArtifact(one));
    made.artifacts.set('other-1', analysisArtifact(other));
    return made;
  }

  it('shows two side by side with what differs', async () => {
    const response = await (await web()).get('/compare?a=analysis-4f2a&b=other-1');
    const markup = await response.text();
    expect(response.status).toBe(200);
    for (const words of [
      'Alder &lt;i&gt;Health',
      '$22.4k more (+100 %)',
      'not predicted',
      'Swap A and B',
      'the same',
    ])
      expect(markup).toContain(words);
    expect(pageFault(markup)).toBeUndefined();
  });

  it.for([
    ['?a=analysis-4f2a&b=none', 404, 'There is no analysis B'],
    ['?a=analysis-4f2a&b=analysis-4f2a', 422, 'the same analysis'],
    ['?a=analysis-4f2a', 200, 'Analysis B'],
    ['', 200, 'Analysis A'],
  ] as const)('%s says what to choose', async ([query, status, words]) => {
    const response = await (await web()).get(`/compare${query}`);
    const markup = await response.text();
    expect([response.status, markup.includes(words)]).toEqual([status, true]);
    expect(pageFault(markup)).toBeUndefined();
  });

  it('compares nothing with what another seller may see alone', async () => {
    const made = await web();
    made.signIn('nora');
    const markup = await (await made.get('/compare?a=analysis-4f2a&b=other-1')).text();
    expect(markup).toContain('Analysis A was made from projects that you may not see');
    expect(markup).not.toContain('Alder');
  });
});
