import type { Token } from '../text/tokens.ts';

/** People and teams of a customer, who are not the customer. */
export const ROLE_NOUNS: ReadonlySet<string> = new Set(
  'cto cio ceo cfo coo ciso cdo cpo vp svp evp head director manager boss chief owner founder president chair chairman board team teams department dept office people folks guys crew staff it procurement purchasing legal lawyer lawyers counsel finance engineer engineers engineering architect architects developer developers devops dba dbas admin admins buyer buyers sponsor champion lead rep contact side'.split(
    ' ',
  ),
);

/** Whether what follows belongs to somebody of whom these words are the people: `Acme’s CTO`. */
export function isRoleOfOwner(tokens: readonly Token[], at: number): boolean {
  return /['’]s$/.test(tokens[at - 1]?.text ?? '') && ROLE_NOUNS.has(tokens[at]?.fold ?? '');
}
