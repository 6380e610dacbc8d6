import { z } from 'zod';
import { INDUSTRIES, REGIONS } from '../projects/vocabulary.ts';
import { BASES, DATA_CLASSES, DOC_TYPES, STATUSES } from './document-vocabulary.ts';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by -, such as program-map');

/**
 * An amount or a share that the text states. Declared once, it may stand in the text as often as needed; an
 * amount or a percentage that no figure declares is an error of `npm run kb:lint`.
 */
export const documentFigure = z
  .strictObject({
    /** As the text has it: `USD 25,000`, `40 %`. */
    figure: z.string().min(1),
    /** What it is the figure of. */
    what: z.string().min(1),
    basis: z.enum(BASES),
    /** `published`: its public address. `own`: the file of this project it stands in. */
    source: z.string().min(1).optional(),
    /** `published`: the day it was stated or read. */
    date: z.iso.date().optional(),
  })
  .superRefine(({ basis, source, date }, { addIssue }) => {
    const missing = (path: string, message: string) => addIssue({ code: 'custom', path: [path], message });
    if (basis === 'published' && !/^https:\/\//.test(source ?? ''))
      missing('source', 'a published figure names its https address; without one it is illustrative');
    if (basis === 'published' && date === undefined)
      missing('date', 'a published figure says when, YYYY-MM-DD; without that it is illustrative');
    if (basis === 'own' && source === undefined)
      missing('source', 'an own figure names the file of this project that it stands in');
    if (basis === 'illustrative' && source !== undefined)
      missing('source', 'an illustrative figure has no source; if there is one, it is published');
  });
export type DocumentFigure = z.infer<typeof documentFigure>;

/** A short question or the words of one. No `;`, which parts the ways of a section in a chunk's metadata. */
const wayToAsk = z
  .string()
  .regex(/^[^;\n]{3,80}$/, 'a short way to ask, 3 to 80 characters without a semicolon');

/** The front matter of a document in `content/`. */
export const documentFacts = z
  .strictObject({
    /** The file's name without `.md`. */
    id,
    title: z.string().min(3).max(100),
    doc_type: z.enum(DOC_TYPES),
    program: z.string().min(1).optional(),
    service: z.array(z.string().min(1)).min(1).optional(),
    industry: z.enum(INDUSTRIES).optional(),
    region: z.enum(REGIONS).optional(),
    segment: z.enum(['Enterprise', 'Mid-Market', 'SMB']).optional(),
    effective_from: z.iso.date(),
    effective_to: z.iso.date().optional(),
    status: z.enum(STATUSES),
    /** Of an expired document: the one that holds now. */
    successor: id.optional(),
    source_uri: z.string().min(1).optional(),
    data_class: z.enum(DATA_CLASSES),
    /** Of a past project: the partner who delivered it, and the data it was written from. */
    partner_id: z.string().min(1).optional(),
    data_version: z.string().min(1).optional(),
    figures: z.array(documentFigure).default([]),
    /** How sellers would ask for a section, by its heading: words that its text does not have to have. */
    asked_as: z.record(z.string().min(1), z.array(wayToAsk).min(1).max(12)).default({}),
  })
  .superRefine((facts, { addIssue }) => {
    const wrong = (path: string, message: string) => addIssue({ code: 'custom', path: [path], message });
    if (facts.effective_to !== undefined && facts.effective_to < facts.effective_from)
      wrong('effective_to', `${facts.effective_to} is before effective_from ${facts.effective_from}`);
    if (facts.status === 'expired' && facts.effective_to === undefined)
      wrong('effective_to', 'an expired document says when it ended');
    if (facts.status !== 'expired' && facts.successor !== undefined)
      wrong('successor', 'only an expired document has a successor');
    if (facts.doc_type === 'program' && facts.program === undefined)
      wrong('program', 'a program document names its program, such as MAP');
    for (const field of ['partner_id', 'data_version'] as const)
      if ((facts.doc_type === 'project') !== (facts[field] !== undefined))
        wrong(field, 'belongs to a document of doc_type project, and to no other');
  });
export type DocumentFacts = z.infer<typeof documentFacts>;
