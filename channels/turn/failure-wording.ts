/**
 * The words for a failure, written once for every channel. What is said names what is wrong and the way
 * out; details that only an engineer needs stay in the log.
 */
const WORDING: Readonly<Record<string, string>> = {
  'empty-message':
    'There was no text in that message. Describe an opportunity: the customer, where, by when, and what they want.',
  'message-too-long': 'That message is too long. Send the part that describes the opportunity.',
  'unknown-seller': 'That seller is not in the directory.',
  'unknown-session':
    'That session is not known for this seller. Leave it out to start a new one, or choose a name of your own.',
  'invalid-session': 'A session name is 1 to 128 letters, digits, dots, colons, dashes or underscores.',
  'invalid-today': 'The day is to be written YYYY-MM-DD and has to exist.',
  'deadline-exceeded': 'This took too long and was stopped. Nothing was lost; ask again in a moment.',
  'reason-too-long': 'The reason is too long. Say it in fewer words.',
  'feedback-not-taken': 'The feedback could not be passed on at the moment. Give it again shortly.',
  cancelled: 'Stopped.',
  'given-up':
    'This was begun several times and never came to its end, so it was given up. Ask again; nothing was guessed instead.',
  'agent-unavailable': 'The assistant cannot be reached at the moment. Ask again shortly.',
  'agent-throttled': 'The assistant is busy. Ask again in a minute.',
  'agent-timeout': 'The assistant did not answer in time. Ask again.',
  'agent-incomplete': 'The answer was cut off before its end, so it is not shown as one. Ask again.',
  'agent-rejected': 'The assistant refused the request as malformed.',
  'agent-denied':
    'This deployment may not use the assistant: it is switched off, or its credentials or permissions are wrong.',
  'agent-not-found': 'The agent or alias that this deployment is set to does not exist.',
  'agent-failed': 'The assistant failed on this. Nothing was guessed instead; ask again.',
  'warehouse-unavailable':
    'The project data cannot be reached at the moment, so there is no analysis. Nothing was guessed instead.',
  'warehouse-throttled': 'The project data is under too much load at the moment. Ask again in a minute.',
  'warehouse-timeout': 'The project data did not answer in time, so there is no analysis. Ask again.',
  'warehouse-rejected':
    'The project data refused the query. This is a fault of ours; the reference below finds it.',
  'warehouse-failed': 'The query on the project data failed, so there is no analysis.',
  'warehouse-cancelled': 'The query on the project data was stopped, so there is no analysis. Ask again.',
  'predictor-unreadable':
    'What was learned from the project data cannot be read, so nothing is predicted. An operator has to train it again (npm run data:train).',
  'programs-unreadable':
    'The files of the funding programs cannot be read, so nothing is said about funding. An operator has to mend them (action-groups/funding/README.md).',
  'artifact-store-unavailable': 'The result could not be stored, so it is not shown. Ask again in a moment.',
  'artifact-not-found': 'That result is not there any more: results are kept for seven days.',
  'artifact-not-permitted': 'That result was made from projects that you may not see.',
  'session-store-unavailable':
    'Conversations cannot be kept at the moment, so none is begun. Ask again shortly.',
  'no-data': 'There is no project data yet. Load some first (npm run data:generate makes a sample).',
  'unsafe-query': 'A query was refused by its own safety check, so nothing was run.',
  'unknown-operation': 'The assistant asked for an operation that does not exist.',
  'not-identified': 'The request came without a verified seller, so nothing was shown.',
  'reply-too-large': 'The result was too large to hand over.',
  internal: 'Something failed inside. Nothing was guessed instead.',
};

/** One or two sentences for a person; `detail` is added where it names the field and the value. */
export function wordFailure(code: string, detail?: string): string {
  const words = WORDING[code] ?? `Something failed (${code}). Nothing was guessed instead.`;
  return detail === undefined || detail === '' ? words : `${words} (${detail})`;
}

/** The codes that have words: a test holds every code a turn can end with to be among them. */
export const WORDED_CODES: readonly string[] = Object.keys(WORDING);
