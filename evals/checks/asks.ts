import { type Check, quoted, shownSteps, verdict } from './check.ts';

/** Words by which a field is asked for, where the model does not say itself what it asks. */
const ASKED_BY: Readonly<Record<string, RegExp>> = {
  customerName: /customer/i,
  description: /what (?:they|the customer|do they|does)|want|workload|need/i,
  targetCloseDate: /close|when/i,
  country: /country|region|where/i,
  customerSegment: /segment|how large/i,
};

/** Fields that are asked for instead of guessed. */
export const asks: Check<readonly string[]> = (expected, { observed }) => {
  if (observed.outcome !== 'asked')
    return verdict(1, [`${observed.outcome} instead of asked (${shownSteps(observed)})`]);
  const missing = expected.filter((field) => !isAsked(field, observed.answer));
  return verdict(
    expected.length,
    missing.map((field) => `${field} is not asked for in ${quoted(observed.answer)}`),
  );
};

function isAsked(field: string, answer: string): boolean {
  return (ASKED_BY[field] ?? new RegExp(escaped(field), 'i')).test(answer);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
