import { formatCount } from '../kernel/format.ts';
import { figuresOf } from '../query-generation/insight-measures.ts';
import type { InsightQuerySpecification } from '../query-generation/insight-query-specification.ts';
import { DIMENSION_NAMES, FIGURE_NAMES } from '../query-generation/insight-words.ts';
import type { Insight } from './insight.ts';
import type { InsightRows } from './read-insight-rows.ts';

/** What is not in the numbers, or not in a group of its own, with how many projects; nothing that is none. */
export function insightLeftOut(
  read: InsightRows,
  specification: InsightQuerySpecification,
): Insight['leftOut'] {
  const { rows, totals, lost, open, undated } = read;
  const names = specification.dimensions.map((each) => DIMENSION_NAMES[each]).join(' or ');
  const left = (code: string, projects: number, text: (shown: string) => string) =>
    projects <= 0 ? [] : [{ code, projects, text: text(formatCount(projects, 'project')) }];
  const unknown = rows.find(({ kind }) => kind === 'unknown');
  const groupsShown = rows.filter(({ kind }) => kind === 'group').length;
  const beyond = read.groupsTotal - groupsShown;
  const missing = figuresOf(specification.measures).flatMap((figure) => {
    const without =
      totals.projects -
      (totals.known[figure] ?? 0) +
      (totals.compared === undefined ? 0 : totals.compared.projects - (totals.compared.known[figure] ?? 0));
    return left(
      `no-${figure}`,
      without,
      (shown) => `${shown} without ${article(FIGURE_NAMES[figure])}: counted, and not in its figures`,
    );
  });
  const unknownProjects = (unknown?.projects ?? 0) + (unknown?.compared?.projects ?? 0);
  return [
    ...missing,
    ...left('no-group', unknownProjects, (shown) => `${shown} without ${article(names)}: shown as not known`),
    ...left('lost', lost, (shown) => `${shown} closed lost`),
    ...left('open', open, (shown) => `${shown} not won yet`),
    ...left('no-close-date', undated, (shown) => `${shown} without a close date that can be believed`),
    ...(beyond > 0
      ? [
          {
            code: 'beyond-limit',
            projects: rows.find(({ kind }) => kind === 'rest')?.projects ?? 0,
            text: `${formatCount(beyond, 'group')} beyond the ${groupsShown} shown${specification.withRest ? ', added up in one row' : ''}`,
          },
        ]
      : []),
  ];
}

function article(name: string): string {
  return `${/^[aeiou]|^[AM]RR/.test(name) ? 'an' : 'a'} ${name}`;
}
