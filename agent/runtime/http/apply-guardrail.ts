import { z } from 'zod';
import type { Guardrail } from '../../guardrail/guardrail.ts';
import { RuntimeError, toRuntimeError } from '../runtime-error.ts';
import { checkBody } from './check-body.ts';
import { type HttpRequest, type HttpResponse, sendException } from './http-exchange.ts';
import { BodyError, readBody, readJson } from './read-body.ts';

/** The guardrails that ApplyGuardrail reaches, by id (or the end of an ARN) and version. */
export type GuardrailCatalogue = (id: string, version: string) => Guardrail | undefined;

/** The id and the version in the path of ApplyGuardrail; undefined for another path. */
export function guardrailLabels(path: string): readonly [id: string, version: string] | undefined {
  const [, id, version] = /^\/guardrail\/([^/]+)\/version\/([^/]+)\/apply$/.exec(path) ?? [];
  if (id === undefined || version === undefined) return undefined;
  try {
    return [decodeURIComponent(id), decodeURIComponent(version)];
  } catch {
    return undefined;
  }
}

const text = z.string().min(1, 'a text').max(100_000, 'at most 100,000 characters');

const body = z.object({
  source: z.enum(['INPUT', 'OUTPUT'], 'INPUT or OUTPUT'),
  content: z
    .array(
      z.object({ text: z.object({ text, qualifiers: z.array(z.string()).nullish() }) }, 'a text block'),
      'a list of text blocks',
    )
    .min(1, 'one text block at least'),
  outputScope: z.enum(['INTERVENTIONS', 'FULL'], 'INTERVENTIONS or FULL').nullish(),
});

/**
 * ApplyGuardrail: what a guardrail makes of texts, in the service's shapes.
 * @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ApplyGuardrail.html
 */
export async function applyGuardrail(
  guardrails: GuardrailCatalogue | undefined,
  [id, version]: readonly [string, string],
  request: HttpRequest,
  response: HttpResponse,
): Promise<void> {
  const stopped = new AbortController();
  const onClose = () => stopped.abort(new Error('the client went away'));
  response.once('close', onClose);
  try {
    const guardrail = guardrails?.(id.split('/').at(-1) ?? id, version);
    if (guardrail === undefined)
      throw new RuntimeError(
        'ResourceNotFoundException',
        `there is no guardrail ${id.slice(0, 100)} with a version ${version.slice(0, 20)}`,
      );
    const { source, content } = checkBody(body, readJson(await readBody(request)));
    const verdicts = [];
    for (const block of content)
      verdicts.push(await guardrail.apply(source, block.text.text, { signal: stopped.signal }));
    const blocked = verdicts.find(({ action }) => action === 'block');
    const intervened = verdicts.some(({ action }) => action !== 'pass');
    const characters = content.reduce((sum, block) => sum + block.text.text.length, 0);
    const units = Math.ceil(characters / CHARACTERS_A_UNIT);
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        usage: {
          topicPolicyUnits: units,
          contentPolicyUnits: units,
          wordPolicyUnits: 0,
          sensitiveInformationPolicyUnits: units,
          sensitiveInformationPolicyFreeUnits: 0,
          contextualGroundingPolicyUnits: 0,
        },
        action: intervened ? 'GUARDRAIL_INTERVENED' : 'NONE',
        outputs: !intervened
          ? []
          : blocked === undefined
            ? verdicts.map((verdict) => ({ text: verdict.text }))
            : [{ text: blocked.text }],
        assessments: verdicts.flatMap(({ assessments }) => assessments),
        guardrailCoverage: { textCharacters: { guarded: characters, total: characters } },
      }),
    );
  } catch (thrown) {
    if (stopped.signal.aborted) return;
    sendException(
      response,
      thrown instanceof BodyError
        ? new RuntimeError('ValidationException', thrown.message, { cause: thrown })
        : toRuntimeError(thrown),
    );
  } finally {
    response.off('close', onClose);
  }
}

/** The service counts in units of a thousand characters. */
const CHARACTERS_A_UNIT = 1_000;
