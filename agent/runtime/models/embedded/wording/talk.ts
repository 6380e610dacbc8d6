import { ABILITIES } from '#action-groups/data-analysis/decline-request.ts';
import type { PromptSettings } from '../../model.ts';
import type { Plan } from '../conversation/plan.ts';
import { inTone, sentence } from './tone.ts';

const NEEDS = 'the customer, what they want, their country or region, and the expected close date';

/** Answers that need no result. */
export function wordTalk(
  what: Extract<Plan, { kind: 'say' }>['what'],
  { tone }: PromptSettings,
  sellerName: string | undefined,
): string {
  const name = sellerName === undefined || sellerName.trim() === '' ? '' : ` ${sellerName.trim()}`;
  const describe = `${inTone(tone, { plain: 'Describe', warm: 'Just describe', formal: 'Please describe' })}`;
  switch (what) {
    case 'empty':
      return `There are no words in that message. ${describe} an opportunity: ${NEEDS}.`;
    case 'help':
      return `${inTone(tone, { plain: 'I can', warm: 'Here is what I can do', formal: 'This assistant can' })}:\n${ABILITIES.map((ability) => `- ${ability}`).join('\n')}\n\n${describe} an opportunity in your own words or as fields: ${NEEDS}. Correct any of it later, or ask what would be if.`;
    case 'greeting':
      return `${inTone(tone, { plain: 'Hello', warm: 'Hi', formal: 'Good day' })}${name === '' ? '' : `,${name}`}. ${describe} an opportunity: ${NEEDS}.`;
    case 'thanks':
      return inTone(tone, {
        plain: 'You’re welcome.',
        warm: `You’re very welcome${name === '' ? '' : `,${name}`}!`,
        formal: 'You are welcome.',
      });
    case 'goodbye':
      return inTone(tone, {
        plain: `Goodbye${name === '' ? '' : `,${name}`}.`,
        warm: `Goodbye${name === '' ? '' : `,${name}`}, and good luck with the deals!`,
        formal: `Goodbye${name === '' ? '' : `,${name}`}.`,
      });
    case 'restart':
      return `That is set aside. ${describe} the new opportunity: ${NEEDS}.`;
    case 'needs-opportunity':
      return `There is no analysis yet in this conversation. ${describe} the opportunity first: ${NEEDS}.`;
    case 'needs-customer':
      return `What comes next is found for one customer at a time. Name the customer, or ${describe.toLowerCase()} an opportunity: ${NEEDS}.`;
    case 'unclear':
      return 'I am not sure what to do with that. To change a fact, name it with its new value; or ask for the services, the similar projects, the risks, the confidence or the SQL.';
  }
}

/** What stands in for a declined request, with what can be done instead unless that is empty. */
export function wordRefusal(reason: string, canDo: readonly string[] = ABILITIES): string {
  return canDo.length === 0 ? sentence(reason) : `${sentence(reason)} I can ${canDo.join('; ')}.`;
}
