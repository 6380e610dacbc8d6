import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { documentFacts } from '#knowledge-base/documents/document-facts.ts';
import { loadPrograms } from './load-programs.ts';

const CONTENT = fileURLToPath(new URL('../../knowledge-base/documents/content/', import.meta.url));
const FILES = readdirSync(CONTENT, { recursive: true, encoding: 'utf8' });

function documentOf(id: string) {
  const file = FILES.find(
    (each) =>
      each.endsWith(`${id}.md`) && /(?:^|[\\/])[^\\/]+$/.exec(each)?.[0].replace(/^[\\/]/, '') === `${id}.md`,
  );
  if (file === undefined) return undefined;
  const [, front = ''] = /^---\n(.*?)\n---\n/s.exec(readFileSync(`${CONTENT}${file}`, 'utf8')) ?? [];
  return documentFacts.parse(parse(front));
}

/** `USD 25,000` and `10 %` as the numbers they are. */
function amountOf(figure: string): string {
  return figure.replace(/[^\d.%]/g, '');
}

describe('programs and their documents', () => {
  it.for(loadPrograms().map((program) => [program.id, program] as const))(
    '%s states the figures that its document states, with the same basis',
    ([, program]) => {
      const document = documentOf(program.documentId);
      expect(document?.doc_type, `${program.documentId}.md`).toBe('program');
      expect(document?.program).toBe(program.shortName);
      const told = (document?.figures ?? []).map(({ figure, basis }) => `${amountOf(figure)} ${basis}`);
      const own = Object.values(program.figures).flatMap(({ value, unit, basis }) =>
        unit === 'days' ? [] : [`${value}${unit === 'percent' ? '%' : ''} ${basis}`],
      );
      for (const figure of own) expect(told, `${program.documentId}.md`).toContain(figure);
      // A limit that the program only asks about may stand in the document alone.
      const published = told.filter((each) => each.endsWith('published'));
      for (const figure of published) expect(own, `${program.id}.yaml`).toContain(figure);
      expect(document?.status).toBe('current');
    },
  );
});
