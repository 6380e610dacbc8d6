/** What the listeners say of their own accord. */
export const LISTENER_WORDS = {
  methodTitle: 'How I got this',
  methodWaiting: 'One moment, I am looking it up…',
  formNotTaken: 'I could not take this just now. Nothing is lost: submit it again.',
  formNotOpened: 'Slack waited too long for the form. Please try once more.',
  nothingToStop: 'This answer is complete already.',
  othersAnswer: 'Only who asked can stop this answer.',
} as const;

/** Prompts to begin with, at most four; the title is what is shown, the message what is asked. */
export const SUGGESTED_PROMPTS: readonly [
  { title: string; message: string },
  ...{ title: string; message: string }[],
] = [
  {
    title: 'Size an opportunity',
    message:
      'Concentra in the US wants Sybase modernization, closing 3/5/2027: move 40 Sybase ASE databases to Aurora PostgreSQL',
  },
  { title: 'Ask about past deals', message: 'How many deals did we win last year?' },
  { title: 'Compare industries', message: 'Average ARR by industry last year?' },
  { title: 'See what I can do', message: 'What can you do?' },
];
