/** Pages that are no answer, by code. */
export const PROBLEMS = {
  'not-signed-in': {
    status: 401,
    title: 'Sign in first',
    text: 'It is not known who asks. Sign in; if you had written something, go back: your browser still has it.',
  },
  'token-invalid': {
    status: 401,
    title: 'Sign in again',
    text: 'What says who you are is not valid. Sign in again; if you had written something, go back: your browser still has it.',
  },
  'token-expired': {
    status: 401,
    title: 'Your session has ended',
    text: 'Nothing was lost and nothing was sent. Sign in again, then go back: your browser still has what you wrote.',
  },
  'unknown-seller': {
    status: 403,
    title: 'Not in the directory',
    text: 'You have signed in, and no seller of the directory has this account. Sign in with another, or ask whoever keeps the directory to add you.',
  },
  'email-not-verified': {
    status: 403,
    title: 'Your e-mail address is not verified',
    text: 'It says which seller you are, once the issuer has verified it. Verify it there, then sign in again.',
  },
  'sign-in-failed': {
    status: 400,
    title: 'Signing in did not work',
    text: 'Nobody is signed in. Begin again; cookies of this site have to be allowed.',
  },
  'issuer-unavailable': {
    status: 503,
    title: 'Signing in cannot be checked',
    text: 'What says who you are does not answer at the moment. Nothing was lost: try again shortly.',
  },
  'api-key-unknown': {
    status: 403,
    title: 'An unknown key',
    text: 'The header x-api-key holds a key that is not known. Send one that is, or none.',
  },
  'rate-limited': {
    status: 429,
    title: 'Too many at once',
    text: 'Nothing was lost and nothing was taken. Wait a moment, then go back and send it again.',
  },
  'not-permitted': {
    status: 403,
    title: 'Not yours to see',
    text: 'This exists, but it was made for another seller or from projects outside your partners. Ask as the seller it belongs to.',
  },
  'cross-site': {
    status: 403,
    title: 'Sent from elsewhere',
    text: 'This form was sent by another site and was not acted on. Open this page itself and send it again.',
  },
  'unknown-host': {
    status: 403,
    title: 'Another name',
    text: 'This server answers to the names of this machine only. Open it as http://localhost with the port it printed.',
  },
  'not-found': {
    status: 404,
    title: 'Nothing here',
    text: 'There is no such page, or what it showed has expired.',
  },
  'answer-gone': {
    status: 404,
    title: 'This answer is no longer here',
    text: 'Questions and their answers are kept for a day. Analyses are kept for seven: their links still work. Ask again to get a new answer.',
  },
  'too-large': {
    status: 413,
    title: 'Too long',
    text: 'What you sent is larger than 32 KB and was not read. Go back: your browser still has it. Send the part that describes the opportunity.',
  },
  'unsupported-form': {
    status: 415,
    title: 'Not a form',
    text: 'This address takes forms (application/x-www-form-urlencoded).',
  },
  'unreadable-analysis': {
    status: 500,
    title: 'The analysis cannot be read',
    text: 'What is stored is not in a form this version understands, so nothing is shown of it. Ask again to make a new one.',
  },
  'turns-unavailable': {
    status: 503,
    title: 'Questions cannot be taken or shown',
    text: 'What keeps questions and answers does not answer at the moment. Nothing was lost: go back and send it again shortly; it is asked once.',
  },
  'artifact-store-unavailable': {
    status: 503,
    title: 'Results cannot be reached',
    text: 'The store of results does not answer at the moment. Nothing was lost: try again shortly.',
  },
  internal: {
    status: 500,
    title: 'Something failed inside',
    text: 'Nothing was guessed instead. Try again; the reference below finds it in the log.',
  },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;
