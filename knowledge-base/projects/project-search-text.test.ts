import { describe, expect, it } from 'vitest';
import { projectSearchText } from './project-search-text.ts';

const PROJECT = {
  customerName: 'Aldaton Apps',
  opportunityName: 'Aldaton Apps End User Computing',
  description: 'Aldaton streams Oracle clients to 40 desks',
  businessDescription: null,
  activityName: null,
  projectType: null,
  industry: 'Software and Internet',
} as const;

describe('projectSearchText', () => {
  it('leaves out who the customer is', () => {
    expect(projectSearchText(PROJECT, ['Amazon WorkSpaces'])).toBe(
      ' end user computing streams oracle clients 40 desks amazon workspaces software internet ',
    );
  });

  it('keeps a technology that a customer is called after, and the words of services and of the industry', () => {
    const text = projectSearchText({ ...PROJECT, customerName: 'Oracle Software Desks' }, ['Desks Plus']);
    expect(text).toContain(' oracle ');
    expect(text).toContain(' desks plus software internet ');
    expect(text).toContain(' aldaton ');
  });

  it('searches all words where no customer is named', () => {
    expect(projectSearchText({ ...PROJECT, customerName: null }, [])).toContain(' aldaton apps ');
  });
});
