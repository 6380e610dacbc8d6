import type { Context } from 'hono';
import { PageProblem } from './page-problem.ts';

/**
 * The fields of a form that was sent. Of a field sent twice the first counts.
 * @throws {PageProblem} `unsupported-form` when the body is something else.
 */
export async function sentForm(context: Context): Promise<URLSearchParams> {
  const type = context.req.header('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) throw new PageProblem('unsupported-form');
  return new URLSearchParams(await context.req.text());
}

/** The id that a form was given, if it is in the form of one: it only ever tells two sendings apart. */
export function sentFormId(sent: URLSearchParams, newId: () => string): string {
  const formId = sent.get('formId') ?? '';
  return /^[A-Za-z0-9-]{8,64}$/.test(formId) ? formId : newId();
}
