import { z } from 'zod';
import { calendarDate, plainText } from '../kernel/fields.ts';

const subject = {
  analysisId: plainText(100)
    .optional()
    .describe('The id of the opportunity’s analysis; what comes next is counted from its close date.'),
  customerName: plainText(200)
    .optional()
    .describe('The customer’s name, where there is no analysis; needed unless analysisId is given.'),
} as const;

const isAboutSomebody = (given: {
  readonly analysisId?: string | undefined;
  readonly customerName?: string | undefined;
}) => given.analysisId !== undefined || given.customerName !== undefined;

const nobody = { path: ['analysisId'], message: 'analysisId or customerName is needed' };

/** Whose next opportunities are asked for. */
export const followOnInput = z.object(subject).refine(isAboutSomebody, nobody);
export type FollowOnInput = z.infer<typeof followOnInput>;

const names = () => z.array(plainText(100)).max(20, { error: 'at most 20 names' });

export const MOST_QUARTERS = 8;

/** Whose plan is asked for, for how long, with what and without what. */
export const roadmapInput = z
  .object({
    ...subject,
    quarters: z
      .number({ error: 'a whole number of quarters' })
      .int({ error: 'a whole number of quarters' })
      .min(1, { error: 'at least 1 quarter' })
      .max(MOST_QUARTERS, { error: `at most ${MOST_QUARTERS} quarters` })
      .optional()
      .describe(`How many quarters the plan has, 1 to ${MOST_QUARTERS}; 4 when left out.`),
    startDate: calendarDate()
      .optional()
      .describe('The day from which steps can start, YYYY-MM-DD; the plan begins with its quarter.'),
    include: names()
      .optional()
      .describe('Services, areas such as "analytics", or kinds of projects that the plan is to have.'),
    exclude: names()
      .optional()
      .describe('Services, areas such as "analytics", or kinds of projects that the plan must not have.'),
  })
  .refine(isAboutSomebody, nobody);
export type RoadmapInput = z.infer<typeof roadmapInput>;
