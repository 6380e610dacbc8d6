import { type AliasChange, changeAlias } from './change-alias.ts';
import { findAlias } from './move-alias.ts';
import { DRAFT, ReleaseError } from './release-plane.ts';
import type { Gate, GateVerdict, ReleaseServices } from './release-services.ts';
import { withLock } from './with-lock.ts';

export interface PromoteRequest {
  readonly from: string;
  readonly to: string;
  /** The evals' gate, or why this goes without. */
  readonly gate: Gate | { readonly noGateReason: string };
}

export interface Promotion extends AliasChange {
  /** False when the alias stood there already. */
  readonly changed: boolean;
  /** The version that was made of DRAFT for it. */
  readonly cut?: string;
  readonly verdict?: GateVerdict;
}

/**
 * Lets one alias answer with what another answers with. DRAFT becomes a version first. Nothing is changed unless the
 * evals' gate passes.
 * @throws {ReleaseError}
 */
export async function promote(services: ReleaseServices, request: PromoteRequest): Promise<Promotion> {
  const { from, to, gate } = request;
  if (from === to)
    throw new ReleaseError('release-refused', `--from ${from} and --to ${to} are the same alias`);
  return withLock(services, async () => {
    const { plane, signal, tier, onProgress } = services;
    const source = await findAlias(services, from);
    const target = await findAlias(services, to);
    if (source.version === undefined)
      throw new ReleaseError(
        'release-refused',
        `${from} stands on no version, so there is nothing to promote`,
      );
    if (source.version === target.version)
      return { alias: to, from: target.version, to: source.version, changed: false };
    const verdict =
      typeof gate === 'function' ? await passed(gate, services, from, source.version) : undefined;
    let cut: string | undefined;
    if (source.version === DRAFT) {
      onProgress?.(`${from} stands on ${DRAFT}: a version is made of it`);
      cut = await plane.cut({ signal });
    }
    const version = cut ?? source.version;
    onProgress?.(`${to}: ${target.version ?? 'nothing'} → ${version} (${tier})`);
    const change = await changeAlias(services, target, version, {
      action: 'promote',
      ...(verdict === undefined ? {} : { evalRun: verdict.evalRun }),
      ...(typeof gate === 'function' ? {} : { noGateReason: gate.noGateReason }),
    });
    return {
      ...change,
      changed: true,
      ...(cut === undefined ? {} : { cut }),
      ...(verdict === undefined ? {} : { verdict }),
    };
  });
}

async function passed(
  gate: Gate,
  { tier, signal, onProgress }: ReleaseServices,
  fromAlias: string,
  version: string,
): Promise<GateVerdict> {
  onProgress?.(`the evals' gate of ${fromAlias} (${version})`);
  const verdict = await gate({ tier, fromAlias, version, signal });
  if (verdict.passed) return verdict;
  throw new ReleaseError(
    'release-gate',
    `the gate did not pass, nothing was changed: ${verdict.summary} (run ${verdict.evalRun})`,
  );
}
