import { describe, expect, it } from 'vitest';
import { slackViews } from '#channels/slack/blocks/slack-views.ts';
import { createFormDialog } from './form-dialog.ts';

const dialog = () =>
  createFormDialog({ view: { ...slackViews.opportunityForm('Move 60 Oracle databases to Aurora') } });

describe('createFormDialog', () => {
  it('asks for each field, keeps what stands in it, and gives what Slack would send', () => {
    const form = dialog();
    const answers: Readonly<Record<string, string>> = {
      Customer: 'Acme',
      'Country or region': 'germany',
      'Close date': '2027-03-01',
      'Opportunity name': 'Oracle exit',
    };
    const asked: string[] = [];
    for (let question = form.question(); question !== undefined; question = form.question()) {
      const [label = ''] = question.split(/[,{[]/);
      asked.push(label.trim());
      expect(form.answer(answers[label.trim()] ?? '')).toBeUndefined();
    }
    expect(asked.slice(0, 5)).toEqual([...Object.keys(answers), 'Description']);
    const read = slackViews.readOpportunityForm(form.values());
    expect(read).toMatchObject({ status: 'question', text: expect.stringContaining('Country: DE') });
    expect(read).toMatchObject({ text: expect.stringContaining('Move 60 Oracle databases to Aurora') });
  });

  it('takes of a list only what is on it, and asks again for what Slack shows as wrong', () => {
    const form = dialog();
    form.answer('Acme');
    expect(form.answer('Atlantis')).toBe('Atlantis is not on the list of Country or region.');
    form.skipRest();
    expect(form.question()).toBeUndefined();
    const read = slackViews.readOpportunityForm(form.values());
    if (read.status !== 'faults') throw new TypeError('a form without a place was taken');
    form.askAgain(read.errors);
    expect(form.question()).toContain('Country or region');
    expect(form.answer('EMEA')).toBeUndefined();
    expect(form.question()).toContain('Close date');
  });
});
