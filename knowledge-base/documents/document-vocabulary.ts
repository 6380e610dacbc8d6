/** What kind of document it is. */
export const DOC_TYPES = [
  'program', // a funding or partner program
  'stage', // ACE: stages, validation, what to submit
  'co-sell', // selling together with AWS
  'service', // a guide to AWS services
  'playbook', // sizing, risks and questions of a kind of project
  'method', // how this assistant computes what it says
  'project', // a past project, from sample data
] as const;
export type DocType = (typeof DOC_TYPES)[number];

export const STATUSES = ['current', 'expired'] as const;
export type DocumentStatus = (typeof STATUSES)[number];

/** Who may be shown a document, as the fields of a project are classed. */
export { DATA_CLASSES } from '../data-class.ts';

/**
 * What a figure rests on, from the strongest to the weakest.
 * - `published`: stated publicly, with an address and a date
 * - `own`: a fact of this project, with the file that it stands in
 * - `sample`: computed from generated sample data
 * - `illustrative`: made up to show how it works; never AWS's
 */
export const BASES = ['published', 'own', 'sample', 'illustrative'] as const;
export type Basis = (typeof BASES)[number];
