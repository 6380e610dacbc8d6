import { describe, expect, it } from 'vitest';
import { dayNumber } from '../calendar-date.ts';
import { type NormalisedProject, normaliseProject } from '../normalise-project.ts';
import { generateSampleProjects } from './generate-sample-projects.ts';
import { DIRT_KINDS } from './sample-dirt.ts';
import { SAMPLE_PARTNERS } from './sample-partners.ts';

const OPTIONS = { rows: 8_000, seed: 7, throughDate: '2026-10-31' };
const ROWS = [...generateSampleProjects(OPTIONS)];
const PROJECTS = ROWS.filter(({ dirt }) => dirt !== 'duplicate').map(({ raw }) => normalised(raw));

function normalised(raw: unknown): NormalisedProject {
  const kept = normaliseProject(raw);
  if (typeof kept === 'string') throw new Error(`A sample row was dropped: ${kept}`);
  return kept.project;
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function arrOf(some: (project: NormalisedProject) => boolean): number {
  return median(PROJECTS.filter(some).flatMap(({ arrUsd }) => (arrUsd === null ? [] : [arrUsd])));
}

function share(part: number, whole: number): number {
  return part / whole;
}

function servicesOf({ servicesJson }: NormalisedProject): string[] {
  return (JSON.parse(servicesJson) as { service: string }[]).map(({ service }) => service);
}

describe('generateSampleProjects', () => {
  it('gives the same rows for the same seed, others for another, the first ones for fewer', () => {
    const few = { ...OPTIONS, rows: 300 };
    const first = [...generateSampleProjects(few)];
    expect([...generateSampleProjects(few)]).toEqual(first);
    expect(ROWS.slice(0, first.length)).toEqual(first);
    expect([...generateSampleProjects({ ...few, seed: 8 })]).not.toEqual(first);
  });

  it('makes as many projects as asked for, each with its own id', () => {
    expect(PROJECTS).toHaveLength(OPTIONS.rows);
    expect(new Set(PROJECTS.map(({ opportunityId }) => opportunityId)).size).toBe(OPTIONS.rows);
    for (const { opportunityId } of PROJECTS) expect(opportunityId).toMatch(/^[0-9A-Za-z]{18}$/);
  });

  it('covers ten years up to the date and no day more', () => {
    const days = PROJECTS.flatMap(({ closeDate }) => (closeDate === null ? [] : [closeDate])).sort();
    expect(days[0]?.slice(0, 4)).toBe('2016');
    const last = days.at(-1) ?? '';
    expect(dayNumber('2026-10-31') - dayNumber(last)).toBeGreaterThanOrEqual(0);
    expect(dayNumber('2026-10-31') - dayNumber(last)).toBeLessThan(7);
    const inYear = (year: number) => PROJECTS.filter(({ closeYear }) => closeYear === year).length;
    expect(inYear(2025)).toBeGreaterThan(1.5 * inYear(2018));
  });

  it('costs more for bigger customers', () => {
    const [smb, midMarket, enterprise] = (['SMB', 'Mid-Market', 'Enterprise'] as const).map((segment) =>
      arrOf(({ customerSegment }) => customerSegment === segment),
    ) as [number, number, number];
    expect(midMarket / smb).toBeGreaterThan(2);
    expect(enterprise / midMarket).toBeGreaterThan(2);
  });

  it('costs by industry and by kind of project too', () => {
    expect(arrOf(({ industry }) => industry === 'Financial Services')).toBeGreaterThan(
      arrOf(({ industry }) => industry === 'Education'),
    );
    expect(arrOf(({ projectType }) => projectType === 'SAP on AWS')).toBeGreaterThan(
      4 * arrOf(({ projectType }) => projectType === 'Serverless Application'),
    );
  });

  it('puts services together that belong together', () => {
    const withAurora = PROJECTS.filter((project) => servicesOf(project).includes('Amazon Aurora'));
    const dms = (projects: readonly NormalisedProject[]) =>
      share(projects.filter((project) => servicesOf(project).includes('AWS DMS')).length, projects.length);
    expect(dms(withAurora) / dms(PROJECTS)).toBeGreaterThan(2.5);
    const connect = PROJECTS.filter((project) => servicesOf(project).includes('Amazon Connect'));
    expect(
      share(connect.filter((project) => servicesOf(project).includes('AWS Lambda')).length, connect.length),
    ).toBeGreaterThan(0.7);
  });

  it('closes deals at the ends of quarters, and delivers larger ones later and longer', () => {
    const closes = PROJECTS.flatMap(({ closeDate }) => (closeDate === null ? [] : [closeDate]));
    const late = closes.filter((date) => /-(?:03|06|09|12)-(?:1[6-9]|2|3)/.test(date));
    // Half a month of three is a sixth; deals are rushed to it.
    expect(share(late.length, closes.length)).toBeGreaterThan(0.4);
    const months = (type: string) =>
      median(
        PROJECTS.filter(({ projectType }) => projectType === type).flatMap(
          ({ durationMonths }) => durationMonths ?? [],
        ),
      );
    expect(months('Mainframe Modernization')).toBeGreaterThan(2 * months('Database Modernization'));
    expect(months('Database Modernization')).toBeGreaterThan(months('Generative AI'));
  });

  it('lets customers buy in sequences, with a lag', () => {
    const byCustomer = groupBy(PROJECTS, ({ customerName }) => customerName);
    const followed = (first: string, then: string) => {
      const journeys = [...byCustomer.values()].filter((journey) =>
        journey.some(({ projectType }) => projectType === first),
      );
      const lags = journeys.flatMap((journey) => {
        const [start, end] = [first, then].map(
          (type) => journey.find(({ projectType }) => projectType === type)?.closeDate,
        );
        return start && end && start < end ? [dayNumber(end) - dayNumber(start)] : [];
      });
      return { support: share(lags.length, journeys.length), lagDays: median(lags) };
    };
    const modernization = followed('Data Center Migration', 'Database Modernization');
    const contact = followed('Data Center Migration', 'Contact Center');
    expect(modernization.support).toBeGreaterThan(0.2);
    expect(modernization.support).toBeGreaterThan(5 * contact.support);
    expect(modernization.lagDays).toBeGreaterThan(150);
    expect(followed('Data Lake and Analytics', 'Generative AI').support).toBeGreaterThan(0.1);
    expect(
      PROJECTS.filter(
        ({ projectType, closeYear }) => projectType === 'Generative AI' && closeYear > 0 && closeYear < 2023,
      ),
    ).toEqual([]);
  });

  it('has every partner, each mostly in its own regions', () => {
    for (const { partnerId, partnerName, regions } of SAMPLE_PARTNERS) {
      const own = PROJECTS.filter((project) => project.partnerId === partnerId);
      expect(own.length).toBeGreaterThan(40);
      expect(new Set(own.map((project) => project.partnerName))).toEqual(new Set([partnerName]));
      const home = own.filter(
        ({ opportunityRegion }) => opportunityRegion !== null && regions.includes(opportunityRegion),
      );
      expect(share(home.length, own.length)).toBeGreaterThan(0.5);
    }
    expect(SAMPLE_PARTNERS).toHaveLength(25);
  });

  it('is dirty in about one row of twenty, in every way it knows', () => {
    const dirt = ROWS.flatMap((row) => row.dirt ?? []);
    expect(share(dirt.length, ROWS.length)).toBeGreaterThan(0.04);
    expect(share(dirt.length, ROWS.length)).toBeLessThan(0.06);
    expect([...new Set(dirt)].sort()).toEqual([...DIRT_KINDS].sort());
    for (const { raw, dirt: kind } of ROWS) if (kind === null) expect(normalised(raw).doubts).toBe('');
  });

  it('names customers that are all different, and mostly launched', () => {
    const names = new Set(PROJECTS.map(({ customerName }) => customerName));
    expect(names.size).toBeGreaterThan(OPTIONS.rows / 3);
    expect([...names].filter((name) => /concentra/i.test(name ?? ''))).toEqual([]);
    expect(
      share(PROJECTS.filter(({ stage }) => stage === 'Launched').length, PROJECTS.length),
    ).toBeGreaterThan(0.75);
  });

  it('writes descriptions that differ and tell quantities', () => {
    const descriptions = PROJECTS.map(({ description }) => description);
    expect(new Set(descriptions).size).toBeGreaterThan(0.9 * descriptions.length);
    const sybase = PROJECTS.filter(({ searchText }) => searchText.includes(' sybase '));
    expect(sybase.length).toBeGreaterThan(60);
    expect(sybase.filter(({ description }) => /\d+ (?:SAP ASE|Sybase)/.test(description ?? '')).length).toBe(
      sybase.length,
    );
  });
});

function groupBy<T, K>(values: readonly T[], keyOf: (value: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}
