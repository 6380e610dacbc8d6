/** What a prompt is wanted for. */
export const PROMPT_ROLES = [
  'instruction',
  'query-planning',
  'answer-wording',
  'orchestration',
  'document-answer',
] as const;
export type PromptRole = (typeof PROMPT_ROLES)[number];

/** What decides which prompt is taken; what is left out is not known, and only rows that do not ask for it fit. */
export interface PromptContext {
  readonly tier?: 'standard' | 'enhanced';
  readonly channel?: string;
  /** `conversation`, or `documents` for one answer from passages outside of any conversation. */
  readonly intent?: 'conversation' | 'documents';
}

export interface SelectionRow {
  readonly role: PromptRole;
  /** All of it has to hold. */
  readonly when: PromptContext;
  readonly use: string;
  /** Why, for people. */
  readonly because: string;
}

/** For each role the first row that fits counts. */
export const SELECTION: readonly SelectionRow[] = [
  {
    role: 'instruction',
    when: { intent: 'conversation', tier: 'enhanced' },
    use: 'agent/instruction-enhanced',
    because: 'the enhanced agent compares and explains, and has a model of its own sampling',
  },
  {
    role: 'instruction',
    when: { intent: 'conversation' },
    use: 'agent/instruction-standard',
    because: 'everyday questions, and any conversation whose tier is not known',
  },
  {
    role: 'answer-wording',
    when: { intent: 'conversation', tier: 'enhanced' },
    use: 'agent/answer-wording-enhanced',
    because: 'who asks for a comparison reads the evidence beside the conclusion',
  },
  {
    role: 'answer-wording',
    when: { intent: 'conversation' },
    use: 'agent/answer-wording-standard',
    because: 'short first: the rest is asked for',
  },
  {
    role: 'query-planning',
    when: { intent: 'conversation' },
    use: 'agent/query-planning',
    because: 'both tiers have the same operations',
  },
  {
    role: 'orchestration',
    when: { intent: 'conversation' },
    use: 'agent/orchestration',
    because: 'tools are called in the same way in both tiers',
  },
  {
    role: 'document-answer',
    when: { intent: 'documents' },
    use: 'knowledge-base/answer',
    because: 'one answer from passages has no conversation to go on with',
  },
];

/** The prompt of a role, and the row that chose it. */
export interface SelectedPrompt {
  readonly role: PromptRole;
  readonly id: string;
  readonly row: SelectionRow;
  /** What of the context the row asked for, as `tier=enhanced, intent=conversation`. */
  readonly matched: string;
}

/** What is selected in a context, with the reason; a role that nothing fits is left out. */
export function selectPrompts(
  context: PromptContext,
  table: readonly SelectionRow[] = SELECTION,
): readonly SelectedPrompt[] {
  return PROMPT_ROLES.flatMap((role) => {
    const row = table.find((each) => each.role === role && fits(each.when, context));
    return row === undefined ? [] : [{ role, id: row.use, row, matched: matchedOf(row.when) }];
  });
}

/**
 * The id of the prompt of one role.
 * @throws {RangeError} when no row of the table fits
 */
export function selectPrompt(role: PromptRole, context: PromptContext): string {
  const found = selectPrompts(context).find((each) => each.role === role);
  if (found === undefined)
    throw new RangeError(`no prompt for ${role} where ${matchedOf(context) || 'nothing is known'}`);
  return found.id;
}

function fits(when: PromptContext, context: PromptContext): boolean {
  return Object.entries(when).every(([key, value]) => context[key as keyof PromptContext] === value);
}

function matchedOf(when: PromptContext): string {
  return Object.entries(when)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}
