import { describe, expect, it } from 'vitest';
import { decide } from '../conversation/decide.ts';
import { EMPTY_STATE } from '../conversation/plan.ts';

const TODAY = '2026-11-25';

/** What is analysed and what follows it. */
function decided(text: string) {
  const { plan, state } = decide(EMPTY_STATE, text, TODAY);
  const { customerName, description, country } = state.draft.values;
  return {
    plan: plan.kind,
    after: plan.kind === 'analyze' ? (plan.after ?? []).map(({ kind }) => kind) : [],
    customer: customerName?.value,
    country: country?.value,
    description: String(description?.value),
  };
}

describe('describedAndAsked', () => {
  it.for([
    ['is there funding for Rossini Foods in Italy moving 200 VMware VMs to EC2, closing in June?', 'funding'],
    ['who helps pay for a VMware exit of Rossini Foods in Italy, 200 VMs, closing in June', 'funding'],
    [
      'what could we sell next if Rossini Foods in Italy buys a data lake on S3, closing 30 November 2027',
      'follow-on',
    ],
    ['Rossini Foods in Italy, 200 VMware VMs to EC2, closing in June. who chips in?', 'funding'],
  ] as const)('tells what is asked from the deal that it is asked for: %s', ([text, kind]) => {
    const { after, country, customer, description, plan } = decided(text);
    expect({ plan, after, country, customer }).toEqual({
      plan: 'analyze',
      after: [kind],
      country: 'IT',
      customer: 'Rossini Foods',
    });
    expect(description).not.toMatch(/\b(?:funding|pays?|helps|sell|next|chips)\b/);
  });

  it('takes nothing of a plain description for a question', () => {
    const { after, description } = decided(
      'Acme in Germany needs help with 200 VMware VMs on EC2 for its shops, closing in June',
    );
    expect(after).toEqual([]);
    expect(description).toContain('VMware');
  });
});
