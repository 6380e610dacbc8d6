import { ANSWER_TEXTS } from './texts/answer-texts.ts';
import { FORM_TEXTS } from './texts/form-texts.ts';

/** Every word of the pages that does not come from a result or a field's vocabulary. */
export const TEXTS = {
  product: 'Partner seller assistant',
  shortProduct: 'Seller assistant',
  promise: 'What a deal is worth, when it lands and what it will run on, with the evidence for every number.',
  skip: 'Skip to content',
  footer: 'Every number is computed from past projects that you may see. Ranges, not promises.',
  seller: {
    label: 'Signed in as',
    signOut: 'Sign out',
    signIn: 'Sign in',
    signedOut: 'You are signed out',
    atIssuer: 'Sign out where you signed in, too',
    atIssuerNote: 'There you may still be signed in: on a shared machine sign out there as well.',
  },
  nav: { label: 'Main', form: 'New', history: 'History', batches: 'Many at once' },
  theme: { label: 'Appearance', system: 'System', light: 'Light', dark: 'Dark' },
  waiting: {
    title: 'Working on it',
    note: 'This page looks again by itself until the answer is here. Reloading it asks nothing twice.',
    again: 'Look now',
    began: 'The question has been handed to the assistant.',
    running: 'running',
    done: (ms: number) => `done in ${ms.toLocaleString('en-US')} ms`,
    unfinished: (code: string) => `answered ${code}`,
  },
  feedback: {
    label: 'Was this answer of use?',
    up: 'Yes',
    down: 'No',
    thanks: 'Thank you, this was passed on.',
    lost: 'This could not be passed on at the moment. Press again in a moment.',
  },
  followUp: {
    title: 'Ask on',
    label: 'Your next question',
    reply: 'Your reply',
    submit: 'Send',
    suggestions: 'For example',
  },
  ...FORM_TEXTS,
  ...ANSWER_TEXTS,
} as const;

/** What the seller is told that an operation is doing. */
export const OPERATIONS: Readonly<Record<string, string>> = {
  recommendFunding: 'Holding the funding programs against the opportunity',
  generateSimilarProjectsQuery: 'Writing the query for similar projects',
  analyzeOpportunity: 'Finding similar projects and computing the prediction',
  getAnalysisSection: 'Looking up a section of the analysis',
  generateInsightQuery: 'Writing the query for the portfolio',
  runInsightQuery: 'Counting the portfolio',
  calculateReturnOnInvestment: 'Computing the return month by month',
  findOpportunity: 'Looking up what is known',
  findFollowOnOpportunities: 'Looking for what customers like this bought next',
  buildRoadmap: 'Planning the quarters',
  Retrieve: 'Reading the knowledge base',
  declineRequest: 'Declining',
};

export function operationText(operation: string): string {
  return OPERATIONS[operation] ?? operation;
}
