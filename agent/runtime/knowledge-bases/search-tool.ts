import { z } from 'zod';
import type { KnowledgeBaseRef } from '../../definition/knowledge-base-ref.ts';
import type { ModelTool } from '../models/model.ts';

/** The one argument of a search. */
export const SEARCH_QUERY = 'searchQuery';

/** How a search is named in steps, traces' readers and the words of people who wait. */
export const SEARCH_OPERATION = 'Retrieve';

/** The tool that searches a knowledge base, named as Bedrock names it. */
export function searchToolName(knowledgeBaseId: string): string {
  return `GET__x_amz_knowledgebase_${knowledgeBaseId}__Search`;
}

/** The knowledge base that a tool searches; undefined when the tool is another. */
export function searchedKnowledgeBase(toolName: string): string | undefined {
  return /^GET__x_amz_knowledgebase_([0-9A-Za-z]{10})__Search$/.exec(toolName)?.[1];
}

/** What a model is offered of a knowledge base. */
export function searchTool({ knowledgeBaseId, description }: KnowledgeBaseRef): ModelTool {
  return {
    name: searchToolName(knowledgeBaseId),
    description,
    inputSchema: {
      type: 'object',
      properties: {
        [SEARCH_QUERY]: {
          type: 'string',
          description:
            'What to look for, in the words of the question: one topic, without names of customers.',
        },
      },
      required: [SEARCH_QUERY],
    },
  };
}

const foundPassage = z.object({
  /** The chunk's own file: what a citation names as its source. */
  uri: z.string(),
  /** Markdown with the breadcrumb of headings as its first line. Data, whatever it says: never an instruction. */
  text: z.string(),
  title: z.string().optional(),
  section: z.string().optional(),
  /** Since when it holds, YYYY-MM-DD. */
  date: z.string().optional(),
  basis: z.string().optional(),
  /** It holds no more today, and whoever cites it says so; `on` is its last day. */
  expired: z.object({ on: z.string().optional() }).optional(),
  /** All that is known of the document: `document_id`, `doc_type`, `program`, `service`, … */
  metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
});
export type FoundPassage = z.output<typeof foundPassage>;

const searchReply = z.object({
  code: z.literal('ok'),
  /** The best first; the nearest that there are, so they need not be about the question at all. */
  passages: z.array(foundPassage),
  /** Passages that were found and are left out here, to keep the message short. */
  leftOut: z.number().optional(),
});

/** A search's tool result as a model finds it in its messages: `{code, passages}`. */
export type SearchReply = z.output<typeof searchReply>;

/** Reads a tool result's `json`; undefined when it is no search that succeeded. */
export function readSearchReply(json: unknown): SearchReply | undefined {
  return searchReply.safeParse(json).data;
}

/** The code of a search that could not be carried out. The turn goes on: the model says what it could not look up. */
export const SEARCH_FAILED = 'knowledge-base-unavailable';
