/** Words that the form's scripts say; `{name}` is filled in by them. They go to the browser with the form. */
export const SCRIPT_TEXTS = {
  completion: 'Filled in',
  needed: '{done} of {all} needed',
  optional: '{done} of {all} more',
  count: '{left} characters left',
  saved: 'Draft saved on this device at {time}.',
  restored: 'Your draft of {time} is here again.',
  discard: 'Discard the draft',
  discarded: 'The draft is gone.',
  undo: 'Undo',
  undone: 'As it was before.',
  full: 'This browser keeps no drafts (its storage is full or closed). Keep this page open until you have sent it.',
  elsewhere: 'This draft was changed in another tab at {time}. Nothing here was overwritten.',
  takeTheirs: 'Take the other tab’s',
  keepMine: 'Keep this one',
  filled: 'Filled in {count} fields.',
  noReading: 'This could not be read just now. Fill in the form, or ask with your words as they are.',
  faultsOne: 'One thing to mend',
  faultsMany: '{count} things to mend',
  offline: 'You are offline. Drafts are kept on this device, and one question can wait to be sent.',
  queue: 'Send when I am back online',
  queued: 'Waiting to be sent when you are back online: {text}',
  queuedFull: 'One question waits already. Take it back to let another wait.',
  unqueue: 'Take it back',
  unqueued: 'Taken back. Nothing will be sent.',
  sendingQueued: 'You are back online. Sending the question that waited…',
  queuedFailed:
    'The question that waited was not taken ({status}). It is in the form again: look it over and send it.',
  queuedSignIn: 'One question waits to be sent, and your session has ended.',
  signIn: 'Sign in',
} as const;

/** The page that opens without the server. */
export const OFFLINE_TEXTS = {
  title: 'You are offline',
  text: 'Write your question all the same. The draft is kept on this device, and one question waits here until you are back; it is sent then, and this page says so.',
} as const;
