import { ABILITIES } from '#action-groups/data-analysis/decline-request.ts';
import type { PromptSettings } from '../../model.ts';
import type { Plan } from '../conversation/plan.ts';

const NEEDS = 'the customer, what they want, their country or region, and the expected close date';

/** Answers that need no result. */
export function wordTalk(
  what: Extract<Plan, { kind: 'say' }>['what'],
  settings: PromptSettings,
  sellerName: string | undefined,
): string {
  const name = sellerName === undefined || sellerName.trim() === '' ? '' : `, ${sellerName.trim()}`;
  switch (what) {
    case 'empty':
      return `The message is empty. Describe an opportunity: ${NEEDS}.`;
    case 'help':
      return `What I can do:\n${ABILITIES.map((ability) => `- ${ability}`).join('\n')}\n\nI need ${NEEDS}; prose or fields, in any order. You can then correct a fact or ask what if.`;
    case 'greeting':
      return `${settings.tone === 'formal' ? 'Good day' : 'Hello'}${name}. Describe an opportunity: ${NEEDS}.`;
    case 'thanks':
      return settings.tone === 'formal' ? 'You are welcome.' : 'You’re welcome.';
    case 'goodbye':
      return settings.tone === 'formal' ? `Goodbye${name}.` : `Goodbye${name}, and good selling.`;
    case 'restart':
      return `I have set that aside. Describe the new opportunity: ${NEEDS}.`;
    case 'needs-opportunity':
      return `There is no analysis yet in this conversation. Describe the opportunity first: ${NEEDS}.`;
    case 'unclear':
      return 'I am not sure what you mean. Name a fact and its new value to change it, or ask for the services, similar projects, risks, confidence or SQL.';
  }
}

/** What stands in for a declined request, with what can be done instead unless that is empty. */
export function wordRefusal(reason: string, canDo: readonly string[] = ABILITIES): string {
  const instead = canDo.length === 0 ? '' : ` What I can do: ${canDo.join('; ')}.`;
  return `I can’t help with that. ${reason}${instead}`;
}
