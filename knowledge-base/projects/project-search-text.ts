import { AWS_SERVICES } from './aws-services.ts';
import type { ProjectRecord } from './project-record.ts';
import { searchText, searchWords } from './search-text.ts';
import { TECHNOLOGY_WORDS } from './technology-words.ts';

type Told = Pick<
  ProjectRecord,
  | 'customerName'
  | 'opportunityName'
  | 'description'
  | 'businessDescription'
  | 'activityName'
  | 'projectType'
  | 'industry'
>;

/**
 * What a project is searched by. A customer's name says who, not what was done: its words are left out of what is
 * told, but for those of technologies and AWS services; the services themselves and the industry stand whole.
 */
export function projectSearchText(project: Told, services: readonly string[]): string {
  const { customerName, opportunityName, description, businessDescription, activityName, projectType } =
    project;
  const exceptWords = new Set(searchWords(customerName ?? '').filter((word) => !TELLING_WORDS.has(word)));
  return searchText([...services, project.industry], {
    texts: [opportunityName, description, businessDescription, activityName, projectType],
    exceptWords,
  });
}

const TELLING_WORDS: ReadonlySet<string> = new Set([
  ...TECHNOLOGY_WORDS,
  ...AWS_SERVICES.flatMap(searchWords),
]);
