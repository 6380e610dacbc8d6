import type { Json } from '../../model.ts';
import type { Described } from '../requests/talked-about.ts';

const MOST_DESCRIBED = 3;

type Fields = Readonly<Record<string, Json>>;

/** The programs of a funding reply that its answer is about, with their documents: the asked one, else those not refused. */
export function describedIn(result: Fields): readonly Described[] {
  const programs = (Array.isArray(result.programs) ? result.programs : []).filter(isFields);
  const asked = programs.filter(({ programId }) => programId === result.askedProgramId);
  const shown = asked.length > 0 ? asked : programs.filter(({ verdict }) => verdict !== 'no');
  return shown
    .slice(0, MOST_DESCRIBED)
    .flatMap(({ name, shortName, documentId }) =>
      typeof documentId === 'string'
        ? [{ name: `${String(name ?? '')} ${String(shortName ?? '')}`.trim(), documentId }]
        : [],
    );
}

function isFields(json: Json): json is Fields {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
