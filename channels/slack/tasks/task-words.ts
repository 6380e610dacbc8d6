/** What a worker says about what was clicked. */
export const TASK_WORDS = {
  noFile: 'There is no file of this result.',
  fileDirectly: 'I sent the file to your direct messages: it is not for everybody here.',
  thanks: 'Thank you, that is noted.',
  notDone: 'I could not do that: it was tried several times and broke each time. Please try once more.',
} as const;
