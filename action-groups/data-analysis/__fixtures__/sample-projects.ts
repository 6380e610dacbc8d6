import { normaliseProject } from '#knowledge-base/projects/normalise-project.ts';
import { PROJECT_COLUMNS } from '#knowledge-base/projects/project-columns.ts';
import { generateSampleProjects } from '#knowledge-base/projects/sample/generate-sample-projects.ts';
import type { Row } from '#knowledge-base/projects/warehouse.ts';

export const SAMPLE_VERSION = {
  dataVersion: 'sample-1',
  rows: 6_000,
  throughDate: '2026-11-20',
  sample: true,
} as const;

/** Rows of the table of projects as the import would have made them from generated sample data. */
export function sampleProjects(): Row[] {
  const { dataVersion, rows, throughDate } = SAMPLE_VERSION;
  const byId = new Map<string, Row>();
  for (const { raw } of generateSampleProjects({ rows, seed: 1, throughDate })) {
    const kept = normaliseProject(raw);
    if (typeof kept === 'string') continue;
    const project = { ...kept.project, dataVersion };
    byId.set(
      project.opportunityId,
      Object.fromEntries(PROJECT_COLUMNS.map(({ name, field }) => [name, project[field] ?? null])),
    );
  }
  return [...byId.values()];
}
