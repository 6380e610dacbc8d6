import type { ReleaseEntry } from '#agent/releases/release-record.ts';
import type { ReleaseStatus } from '#agent/releases/release-status.ts';

/** The status of a tier's agent, for people. */
export function statusLines(status: ReleaseStatus): string {
  const { tier, aliases, versions, canaryPercent, latest, unfinished } = status;
  return [
    `${tier}`,
    ...aliases.map((alias) => {
      const { name, version, accepts, state, pinned, before, drifted } = alias;
      const notes = [
        ...(accepts ? [] : ['stopped']),
        ...(state === 'ready' ? [] : [state]),
        ...(drifted ? [`pinned to ${pinned}: promote or roll back`] : []),
        ...(before === undefined ? [] : [`a rollback goes to ${before}`]),
        ...(name === 'canary' ? [`${canaryPercent} % of users`] : []),
      ];
      return `  ${name.padEnd(8)} ${(version ?? 'nothing').padEnd(6)} ${notes.join(', ')}`.trimEnd();
    }),
    `  versions: ${versions.map(({ version }) => version).join(', ') || 'none'}`,
    ...unfinished.map((entry) => `  begun and never ended: ${entryWords(entry)}`),
    ...latest.map((entry) => `  ${entryWords(entry)}`),
  ].join('\n');
}

function entryWords(entry: ReleaseEntry): string {
  const { at, who, action, outcome, alias, from, to, evalRun, noGateReason, detail } = entry;
  const route =
    from === undefined && to === undefined
      ? ''
      : ` ${from ?? 'nothing'}${to === undefined ? '' : ` → ${to}`}`;
  const gate = evalRun === undefined ? '' : `, run ${evalRun}`;
  const without = noGateReason === undefined ? '' : `, without a gate: ${noGateReason}`;
  const ended = outcome === 'done' ? '' : `, ${outcome}${detail === undefined ? '' : `: ${detail}`}`;
  return `${at} ${who}: ${action}${alias === undefined ? '' : ` ${alias}`}${route}${gate}${without}${ended}`;
}
