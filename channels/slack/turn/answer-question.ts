import { storedResult, wholeResult } from '#channels/turn/ledger/stored-result.ts';
import type { TurnResult } from '#channels/turn/turn-result.ts';
import { directPlace, threadPlace } from './answer-place.ts';
import { askAgent } from './ask-agent.ts';
import { askedWhere } from './asked-where.ts';
import type { Attempt, Outcome } from './attempt.ts';
import type { SlackPerson } from './slack-ports.ts';
import type { SlackTurnOptions } from './slack-turn.ts';
import { REFUSAL_WORDS, SLACK_WORDS } from './turn-words.ts';

/**
 * Who asks, what they may see here, what the agent says, and that shown whole. The agent is asked only as long as
 * the ledger has no answer.
 */
export async function answerQuestion(options: SlackTurnOptions, attempt: Attempt): Promise<Outcome> {
  const { question, signal } = attempt;
  const person = await options.people.find(question, { signal });
  if (person.status === 'refused') return refuse(options, attempt, person.reason);
  const conversation = await askedWhere(options.conversations, question, signal);
  const asked = await threadPlace(question, { ...options, ...attempt });
  const { result, firstWordsMs, isStopped } = await answerOf(options, attempt, {
    person,
    conversation,
    asked,
  });
  const about = { sellerId: person.seller.sellerId, conversation: conversation.kind };
  if (isStopped) {
    await attempt.write(asked, [options.render.note(SLACK_WORDS.stopped)]);
    return { ...about, outcome: 'stopped', placedIn: 'thread' };
  }
  return {
    ...about,
    outcome: result.outcome,
    code: result.error?.code,
    placedIn: await show(options, attempt, { asked, result }),
    firstWordsMs,
    steps: result.steps.length,
    costUsd: result.usage?.costUsd ?? null,
  };
}

async function refuse(
  options: SlackTurnOptions,
  attempt: Attempt,
  reason: Extract<SlackPerson, { status: 'refused' }>['reason'],
): Promise<Outcome> {
  // Two apps that answer each other would never end.
  if (reason !== 'bot') {
    const place = await threadPlace(attempt.question, { ...options, ...attempt });
    await attempt.write(place, [options.render.note(REFUSAL_WORDS[reason])]);
  }
  return { outcome: 'not-admitted', code: reason };
}

type About = Parameters<typeof askAgent>[2];

async function answerOf(options: SlackTurnOptions, attempt: Attempt, about: About) {
  const { entry, held, signal } = attempt;
  const scope = about.person.seller.scope;
  if (entry.result !== undefined) {
    const result = await wholeResult(entry.result, scope, options.artifacts, signal);
    return { result, firstWordsMs: undefined, isStopped: false };
  }
  const answer = await askAgent(options, attempt, about);
  if (!answer.isStopped) await options.ledger.answered(held, storedResult(answer.result), { signal });
  return answer;
}

async function show(
  options: SlackTurnOptions,
  attempt: Attempt,
  { asked, result }: Pick<About, 'asked'> & { readonly result: TurnResult },
): Promise<'thread' | 'direct'> {
  const { render, visibility } = options;
  // Looked at again: the agent may have taken minutes.
  const conversation = await askedWhere(options.conversations, attempt.question, attempt.signal);
  const dataClass = visibility.dataClassOf(result);
  const messages = render.answer(result, { turnId: attempt.turnId, dataClass });
  if (visibility.placeFor(dataClass, conversation) === 'thread') {
    await attempt.write(asked, messages);
    return 'thread';
  }
  await attempt.write(await directPlace(attempt.question, asked, { ...options, ...attempt }), messages);
  await attempt.write(asked, [render.note(SLACK_WORDS.answeredDirectly)], 'notes');
  return 'direct';
}
