import { z } from 'zod';
import type { Artifact } from '#knowledge-base/artifacts/artifact.ts';
import type { ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import { BARE, defineRoute } from '../api-route.ts';
import { ARTIFACT_KINDS, type ArtifactKind } from '../artifact-kinds.ts';
import { artifactIdField } from '../fields.ts';
import { json } from '../json-response.ts';
import { ApiProblem } from '../problems.ts';
import { type ServedRoute, serveRoute } from '../serve-route.ts';

const PROBLEMS = ['artifact-not-found', 'not-permitted', 'artifact-store-unavailable'] as const;
const CSV_TYPE = 'text/csv; charset=utf-8; header=present';

const reply = z.looseObject({ type: z.string(), id: z.string(), createdAt: z.string() });

/** Each kind of result: as JSON, as a file of it, and its rows as CSV where it has some. */
export function artifactRoutes({ artifacts }: { readonly artifacts: ArtifactStore }): readonly ServedRoute[] {
  return ARTIFACT_KINDS.flatMap((kind) => {
    const { called, idName, path, rows, type } = kind;
    const shared = {
      ...BARE,
      method: 'GET',
      tag: 'Results',
      params: z.strictObject({ [idName]: artifactIdField }),
      problems: PROBLEMS,
    } as const;
    const load = async (
      params: Readonly<Record<string, string>>,
      seller: Parameters<ArtifactStore['get']>[1],
      signal: AbortSignal,
    ) => {
      const artifact = await artifacts.get(params[idName] ?? '', seller, { signal });
      // An id of another kind of result is no id of this one.
      if (artifact.type !== type) throw new ApiProblem('artifact-not-found');
      return artifact;
    };
    const whole = defineRoute({
      ...shared,
      id: `get${nameOf(kind)}`,
      path: `/v1/${path}/{${idName}}`,
      summary: `Get ${called}`,
      replies: [{ status: 200, description: 'The result, whole.', schema: reply }],
    });
    const file = defineRoute({
      ...shared,
      id: `get${nameOf(kind)}Json`,
      path: `/v1/${path}/{${idName}}.json`,
      summary: `Get ${called} as a file`,
      replies: [{ status: 200, description: 'The result, whole, to be saved.', schema: reply }],
    });
    const csv = defineRoute({
      ...shared,
      id: `get${nameOf(kind)}Csv`,
      path: `/v1/${path}/{${idName}}.csv`,
      summary: `Get ${rows ?? ''} as CSV`,
      replies: [
        {
          status: 200,
          description: 'RFC 4180 with a header; texts that a spreadsheet would run are defused.',
          type: 'text/csv',
        },
      ],
    });
    const served = [
      serveRoute(whole, async ({ params, who, signal }) =>
        json(wholeOf(await load(params, who.seller.scope, signal))),
      ),
      serveRoute(file, async ({ params, who, signal }) => {
        const artifact = await load(params, who.seller.scope, signal);
        return json(wholeOf(artifact), 200, asFile(artifact, 'json'));
      }),
    ];
    if (kind.csv === undefined) return served;
    const write = kind.csv;
    return [
      ...served,
      serveRoute(csv, async ({ params, who, signal }) => {
        const artifact = await load(params, who.seller.scope, signal);
        const text = write(artifact.body);
        if (text === undefined)
          throw new ApiProblem('internal', {
            detail: 'What is stored is in a form that this version cannot read.',
          });
        return new Response(text, { headers: { 'Content-Type': CSV_TYPE, ...asFile(artifact, 'csv') } });
      }),
    ];
  });
}

function wholeOf({ type, id, createdAt, body }: Artifact) {
  return { type, id, createdAt, ...body };
}

function asFile({ type, id }: Artifact, extension: string) {
  return { 'Content-Disposition': `attachment; filename="${type}-${id.slice(0, 8)}.${extension}"` };
}

function nameOf({ idName }: ArtifactKind): string {
  const name = idName.replace(/Id$/, '');
  return name.charAt(0).toUpperCase() + name.slice(1);
}
