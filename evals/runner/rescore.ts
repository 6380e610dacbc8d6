import type { EvalCase } from '../cases/eval-case.ts';
import { loadChecks } from '../checks/check-turn.ts';
import { invalidLine, resultLine } from './result-line.ts';
import { readTranscripts, type StoredRun } from './run-folder.ts';
import type { ResultLine, TranscriptLine } from './run-record.ts';

/**
 * Checks again what was said in a run, by the cases as they are now; nobody is asked. What could not be asked then stays
 * `infra`; a case whose messages are others now is `invalid`: other words would have been answered otherwise.
 */
export async function rescore(run: StoredRun, cases: readonly EvalCase[]): Promise<readonly ResultLine[]> {
  const byId = new Map(cases.map((item) => [item.id, item]));
  const infra = new Map(
    run.results
      .filter(({ outcome }) => outcome === 'infra')
      .map((each) => [`${each.caseId}#${each.repeat}`, each]),
  );
  const checks = await loadChecks(cases.flatMap(({ turns }) => turns.map(({ expect }) => expect)));
  const options = { checks, partners: run.record.partners ?? [] };
  return Promise.all(
    readTranscripts(run.dir).flatMap((transcript): Promise<ResultLine>[] => {
      const item = byId.get(transcript.caseId);
      if (item === undefined) return [];
      const unasked = infra.get(`${transcript.caseId}#${transcript.repeat}`);
      if (unasked !== undefined) return [Promise.resolve(unasked)];
      if (!saysTheSame(item, transcript))
        return [
          Promise.resolve(invalidLine(item, transcript.repeat, 'its messages are others now: run it again')),
        ];
      return [resultLine(item, { transcript }, options)];
    }),
  );
}

function saysTheSame({ turns }: EvalCase, transcript: TranscriptLine): boolean {
  return (
    turns.length === transcript.turns.length &&
    turns.every(({ user, session, fault }, at) => {
      const said = transcript.turns[at];
      return said?.user === user && said.session === session && said.fault === fault;
    })
  );
}
