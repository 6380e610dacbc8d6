import type { RefusalReason } from './slack-ports.ts';

/** What the app says of its own accord. */
export const SLACK_WORDS = {
  thinking: 'is reading your question…',
  stopped: 'Stopped, as you asked. Nothing was lost: ask again whenever you like.',
  answeredDirectly: 'I answered in your direct messages: what you asked for is not for everybody here.',
  directRoot: (where: string) => `About your question in ${where}:`,
  askedWithout: (who: string) => `<@${who}> asks:`,
  notAnswered:
    'I could not answer this one: it was tried several times and broke each time. Please ask again; if it happens once more, tell whoever looks after me.',
} as const;

/** To somebody who is not answered: what is missing and who can help. */
export const REFUSAL_WORDS: Readonly<Record<Exclude<RefusalReason, 'bot'>, string>> = {
  deleted: 'This account is deactivated, so I cannot answer it.',
  guest:
    'I answer members of this workspace only, and you are a guest here. A colleague of the partner’s team can ask for you.',
  stranger:
    'I answer members of this workspace only, and your account is of another company. Somebody of this workspace can ask for you.',
  'other-team':
    'I answer members of this workspace only, and your account is of another one. Somebody of this workspace can ask for you.',
  'no-email':
    'I know people by their verified e-mail address, and yours is not confirmed or not shown to me. Confirm it in your Slack profile and ask again.',
  'not-listed':
    'I do not know yet which projects you may see. Ask whoever looks after me to add your e-mail address to the list of sellers, and ask again.',
  unknown: 'I cannot find your account in this workspace, so I cannot answer it.',
};
