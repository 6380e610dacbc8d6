import { beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import { foldCustomer } from '#knowledge-base/projects/customer-name.ts';
import type { Row } from '#knowledge-base/projects/warehouse.ts';
import { followOnSession, MIGRATION, MODEL, ROWS } from './__fixtures__/follow-on-session.ts';
import { minedOf } from './__fixtures__/sample-history.ts';
import { type FollowOn, followOn } from './follow-on.ts';

const isWon = ({ stage }: Row) => stage === 'Committed' || stage === 'Launched';
const byCustomer = new Map<string, Row[]>();
for (const row of ROWS) {
  if (row.customer_name === null) continue;
  const fold = foldCustomer(String(row.customer_name));
  byCustomer.set(fold, [...(byCustomer.get(fold) ?? []), row]);
}
const session = followOnSession();
const find = async (given: Readonly<Record<string, string>>, scope?: Scope) => {
  const reply = await session.ask('findFollowOnOpportunities', given, scope === undefined ? {} : { scope });
  return { ...reply, found: reply.result as unknown as FollowOn };
};
const partnerOf = (row: Row | undefined): Scope => ({
  kind: 'partners',
  partnerIds: [String(row?.partner_id)],
});
/** A customer whose latest won project is a recent one of a kind, and the only one. */
const customerOf = (projectType: string, projects: number): Row => {
  const rows = [...byCustomer.values()].find(
    (own) =>
      own.length === projects &&
      own.every(isWon) &&
      own.every((row) => row.close_date !== null && row.partner_id === own[0]?.partner_id) &&
      own.some((row) => row.project_type === projectType && String(row.close_date) > '2025-12'),
  );
  if (rows?.[0] === undefined) throw new Error('no such customer in the sample');
  return rows[0];
};

describe('findFollowOnOpportunities', () => {
  let analysisId: string;
  beforeAll(async () => {
    const { result } = await session.ask('analyzeOpportunity', MIGRATION);
    analysisId = String(result.analysisId);
  });

  it('says what follows an opportunity, counted from its close date, with all that carries it', async () => {
    const { found, bytes, artifacts } = await find({ analysisId });
    expect(found.outcome).toBe('opportunities');
    expect(found.startsFrom).toMatchObject({ projectType: 'Data Center Migration', analysisId });
    const [first] = found.opportunities;
    expect(first).toMatchObject({
      name: 'Database Modernization',
      after: 'Data Center Migration',
      afterDate: MIGRATION.targetCloseDate,
      timing: 'ahead',
      arrSegment: 'Mid-Market',
    });
    expect(first?.evidence.lift).toBeGreaterThan(3);
    expect(first?.windowMonth.low).toMatch(/^2027-0[7-9]|^2027-1/);
    expect(first?.text).toContain(
      `${first?.evidence.boughtCustomers} of ${first?.evidence.watchedCustomers}`,
    );
    expect(bytes).toBeLessThan(25_000);
    expect(artifacts).toEqual([{ type: 'follow-on', id: found.followOnId }]);
    const { body } = await session.artifacts.get(
      found.followOnId,
      { kind: 'organisation' },
      {
        signal: new AbortController().signal,
      },
    );
    expect(followOn.parse(body).methodology.length).toBeGreaterThan(4);
  });

  it('counts the evidence of each opportunity as mining did', async () => {
    const { found } = await find({ analysisId });
    for (const each of [...found.opportunities, ...found.serviceOpportunities]) {
      const rule = MODEL.rules.find(
        ({ kind, from, to }) => kind === each.kind && from === each.after && to === each.name,
      );
      expect(rule).toBeDefined();
      expect(each.evidence).toMatchObject({ boughtCustomers: rule?.bought, watchedCustomers: rule?.watched });
      expect(each.examples.length).toBeLessThanOrEqual(3);
    }
  });

  it('never suggests what the customer has, and lists what it has', async () => {
    const row = customerOf('Database Modernization', 2);
    const { found } = await find({ customerName: String(row.customer_name) });
    const own = byCustomer.get(foldCustomer(String(row.customer_name))) ?? [];
    expect(found.customer.projectsTotal).toBe(own.length);
    const kinds = own.map((each) => each.project_type);
    for (const { name } of found.opportunities) expect(kinds).not.toContain(name);
    for (const { service } of found.whitespace) expect(found.customer.services).not.toContain(service);
    for (const { service } of found.expansions) expect(found.customer.services).toContain(service);
    for (const { name } of found.serviceOpportunities) expect(found.customer.services).not.toContain(name);
  });

  it('says that all is counted from one project where there is one', async () => {
    const row = customerOf('Data Center Migration', 1);
    const { found } = await find({ customerName: String(row.customer_name) });
    expect(found.notes.map(({ code }) => code)).toContain('one-project');
    expect(found.opportunities[0]).toMatchObject({ after: 'Data Center Migration', timing: 'open' });
  });

  it('shows a partner’s seller examples of that partner alone', async () => {
    const row = customerOf('Data Center Migration', 1);
    const scope = partnerOf(row);
    const { found } = await find({ customerName: String(row.customer_name) }, scope);
    expect(found.outcome).toBe('opportunities');
    const shown = [...found.opportunities, ...found.serviceOpportunities].flatMap(({ examples }) => examples);
    for (const { fromOpportunityId, toOpportunityId } of shown) {
      for (const id of [fromOpportunityId, toOpportunityId]) {
        expect(ROWS.find((each) => each.opportunity_id === id)?.partner_id).toBe(row.partner_id);
      }
    }
    expect(found.evidence.scope).toContain(String(row.partner_id));
  });

  it('tells a customer of others from one that nobody has', async () => {
    const row = customerOf('Data Center Migration', 1);
    const others: Scope = { kind: 'partners', partnerIds: ['no-such-partner'] };
    expect((await find({ customerName: String(row.customer_name) }, others)).code).toBe('not-permitted');
    const { code, result, artifacts } = await find({ customerName: 'Xyloquent Zebra' }, others);
    expect(code).toBe('ok');
    expect(result).toMatchObject({ outcome: 'unknown-customer', asked: 'Xyloquent Zebra', candidates: [] });
    expect(artifacts ?? []).toEqual([]);
  });

  it('lets nobody build on an analysis that they may not see, or that is none', async () => {
    const others: Scope = { kind: 'partners', partnerIds: ['p'] };
    expect((await find({ analysisId }, others)).code).toBe('not-permitted');
    expect((await find({ analysisId: `${'0'.repeat(32)}-standard` })).code).toBe('not-found');
    const { followOnId } = (await find({ analysisId })).found;
    expect((await find({ analysisId: followOnId })).code).toBe('not-found');
    expect((await find({})).code).toBe('invalid-arguments');
  });

  it('gives the stored result again, and keeps the call for the next message', async () => {
    const before = (await find({ analysisId })).found;
    const again = await find({ analysisId });
    expect(again.found).toEqual(before);
    expect(again.sessionAttributes.workingSet).toContain('findFollowOnOpportunities');
  });

  it('says that nothing was learned yet, and why there is not enough history', async () => {
    const row = customerOf('Data Center Migration', 1);
    const given = { customerName: String(row.customer_name) };
    const empty = await followOnSession({ load: async () => undefined }).ask(
      'findFollowOnOpportunities',
      given,
    );
    expect(empty.result).toMatchObject({ outcome: 'not-enough-history', opportunities: [], whitespace: [] });
    const short = { ...MODEL, notEnough: 'too-short' as const, rules: [], expansions: [], peers: [] };
    const { result } = await followOnSession({ load: async () => short }).ask(
      'findFollowOnOpportunities',
      given,
    );
    expect(result.headline).toContain('less than two years');
  });
});

describe('data that names no kinds of projects', () => {
  it('is told by areas of services', async () => {
    const rows = ROWS.map((row) => ({ ...row, project_type: null }));
    const bare = followOnSession({ load: async () => minedOf(rows) }, rows);
    const { result } = await bare.ask('analyzeOpportunity', MIGRATION);
    const given = { analysisId: String(result.analysisId) };
    const found = (await bare.ask('findFollowOnOpportunities', given)).result as unknown as FollowOn;
    expect(found.startsFrom?.projectType).toBeNull();
    expect(found.opportunities.length).toBeGreaterThan(0);
    for (const { kind, name } of found.opportunities) {
      expect(kind).toBe('area');
      expect(found.customer.areas).not.toContain(name);
    }
    const { result: plan } = await bare.ask('buildRoadmap', { ...given, quarters: '8' });
    expect(plan).toMatchObject({ outcome: 'plan' });
  });
});
