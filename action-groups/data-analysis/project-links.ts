import type { SimilarProject } from './analysis.ts';

/**
 * The address of a project's estimate, where it is one: it comes from a row, so from others, and only AWS's own
 * calculator is linked. The CRM's address is restricted and never shown.
 */
export function calculatorLink({ calculatorUrl }: Pick<SimilarProject, 'calculatorUrl'>): string | undefined {
  if (calculatorUrl === null || !URL.canParse(calculatorUrl)) return undefined;
  const { protocol, host, href, username, password } = new URL(calculatorUrl);
  const isPlain = protocol === 'https:' && username === '' && password === '';
  return isPlain && host === 'calculator.aws' ? href : undefined;
}
