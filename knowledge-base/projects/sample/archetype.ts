import type { Industry, MigrationPhase } from '../vocabulary.ts';
import type { Practice } from './sample-partners.ts';

/** A service of an archetype: how often it is there, and its part of the monthly cost when it is. */
export interface ArchetypeService {
  readonly service: string;
  readonly probability: number;
  readonly share: number;
}

/** What exactly is asked for: it moves the amount, the words and some services. */
export interface Workload {
  /** Short words for names: 'Sybase ASE to Aurora PostgreSQL'. */
  readonly title: string;
  /** What to do, as it follows "wants to"; `{n}` is a quantity. */
  readonly asks: readonly string[];
  /** The quantity that a mid-market customer typically has. */
  readonly quantity: number;
  /** How much dearer than the archetype's median. */
  readonly factor: number;
  /** Services of this workload beside the archetype's. */
  readonly services?: readonly ArchetypeService[];
}

/** A kind of project: which services go together, what it costs, how long it takes, what follows it. */
export interface Archetype {
  readonly code: string;
  readonly practice: Practice;
  readonly projectType: string;
  /** Share among first projects of customers, against the others. */
  readonly entryWeight: number;
  /** First year it was sold. */
  readonly sinceYear?: number;
  readonly industries?: Readonly<Partial<Record<Industry, number>>>;
  readonly phases: readonly MigrationPhase[];
  readonly programs: readonly string[];
  /** Median monthly cost for a mid-market customer. */
  readonly monthlyUsd: number;
  readonly gapDays: number;
  readonly durationMonths: number;
  readonly services: readonly ArchetypeService[];
  readonly workloads: readonly Workload[];
  readonly activities: readonly string[];
  /** What the customer wants from it, as it follows "to". */
  readonly aims: readonly string[];
  /** What such a customer buys next. */
  readonly next: readonly {
    readonly code: string;
    readonly probability: number;
    readonly lagMonths: number;
  }[];
}

/** `'Amazon S3 1 .2'` a line: name, probability, share. */
export function servicesOf(table: string): ArchetypeService[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [, service, probability, share] = /^\s*(.+?)\s+([\d.]+)\s+([\d.]+)\s*$/.exec(line) ?? [];
      if (service === undefined) throw new Error(`No service, probability and share in "${line}".`);
      return { service, probability: Number(probability), share: Number(share) };
    });
}
