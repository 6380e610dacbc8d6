import { z } from 'zod';
import { isDealDate } from '#action-groups/kernel/fields.ts';
import { THREAD_NAME } from '#channels/turn/thread-id.ts';

/** Fields that several routes have. */
export const turnId = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'It has to be 32 hexadecimal digits')
  .describe('The id of a turn: 32 hexadecimal digits.')
  .meta({ examples: ['3f0c5f7f0a4b4f6f8a2f4f6b8c0d2e4f'] });

export const sessionId = z
  .string()
  .max(128)
  .regex(THREAD_NAME, 'It has to be letters, digits, dots, colons, dashes or underscores')
  .describe('A conversation: an id that an answer has told, or a name of your own.')
  .meta({ examples: ['s-0a1b2c3d4e5f-5f4e3d2c1b0a'] });

export const artifactIdField = z
  .string()
  .max(100)
  .regex(/^[0-9a-f]{32}-[a-z][a-z-]{0,30}$/, 'It has to be 32 hexadecimal digits, a dash and a word')
  .describe('The id of a result, as answers tell it.')
  .meta({ examples: ['00000000000000000000000000000000-standard'] });

/** A calendar day, as deals have them. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'It has to be a day, YYYY-MM-DD')
  .refine(isDealDate, { error: 'It has to be a day that exists, YYYY-MM-DD' })
  .describe('A calendar day, YYYY-MM-DD.')
  .meta({ format: 'date', examples: ['2026-11-25'] });

/** Letters, digits and marks of ASCII, without blanks. */
export const idempotencyKey = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\x21-\x7e]+$/, 'It has to be 1 to 128 visible ASCII characters without blanks')
  .describe(
    'The same key with the same body asks once, however often it is sent; one is made up where there is none.',
  )
  .meta({ examples: ['2f1c7a52-6d0e-4c39-9f3e-0f8f6f3f9a11'] });

export const lastEventId = z
  .string()
  .regex(/^\d{1,9}$/, 'It has to be the id of an event: a whole number of at most nine digits')
  .describe('The id of the last event that was read whole: the stream goes on behind it.')
  .meta({ examples: ['7'] })
  .transform(Number);

const INVISIBLE = /[\s\p{Cf}\p{Cc}]+/gu;

/** Longest question, in UTF-16 code units. */
export const LONGEST_TEXT = 8_000;

export const questionText = z
  .string()
  .min(1)
  .max(LONGEST_TEXT)
  .refine((text) => text.replace(INVISIBLE, '') !== '', {
    error: 'It has to hold something that can be read.',
    params: { code: 'too-short' },
  })
  .describe('A question or an opportunity in one’s own words.')
  .meta({
    examples: [
      'Concentra in the US wants Sybase modernization, closing 3/5/2027: move 40 Sybase ASE databases to Aurora PostgreSQL',
    ],
  });
