import { answerQuestions, countOutcomes, type DocumentAnswer } from '#evals/document-answers.ts';
import { readOwnQuestions } from '../bench/retrieval/read-own-collection.ts';
import { openEvalClient } from './eval-client.ts';
import { UsageError } from './settings.ts';

interface Flags {
  readonly split: string;
  readonly data?: string | undefined;
  readonly json: boolean;
  readonly list: boolean;
}

/** Asks the judged questions of a folder, one a session, and tells what the answers cite first. */
export async function evalDocuments(dir: string, { split, data, json, list }: Flags): Promise<string> {
  if (split !== 'tuning' && split !== 'held-out')
    throw new UsageError(`--split ${split}: it is tuning or held-out`);
  const questions = (await readOwnQuestions(dir)).filter((each) => each.split === split);
  const { asking, close } = await openEvalClient({ data, json });
  const { sellers, ...options } = asking;
  const [seller] = sellers;
  if (seller === undefined) throw new UsageError('there is no seller to ask as');
  const { sellerId, scope, name: sellerName } = seller;
  const today = new Date().toISOString().slice(0, 10);
  const answers: DocumentAnswer[] = [];
  try {
    for await (const answer of answerQuestions(questions, {
      ...options,
      sellerName,
      identity: { sellerId, scope, today },
    }))
      answers.push(answer);
  } finally {
    await close();
  }
  const counts = countOutcomes(answers);
  if (json)
    return JSON.stringify({ split, questions: answers.length, ...counts, ...(list ? { answers } : {}) });
  const all = list
    ? answers.map(
        ({ id, text, outcome, documentId = '', answer }) =>
          `${id} ${outcome} ${documentId}\n  > ${text}\n  ${answer.trim().replaceAll('\n', '\n  ')}\n`,
      )
    : [];
  const share = Math.round((100 * counts.relevant) / Math.max(1, answers.length));
  return [
    ...all,
    `${split}: of ${answers.length} questions ${counts.relevant} (${share} %) cite a relevant document first, ` +
      `${counts.irrelevant} another one, ${counts.abstained} find no support, ${counts.elsewhere} are not looked up`,
  ].join('\n');
}
