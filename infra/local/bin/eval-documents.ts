import { parseArgs } from 'node:util';
import { answerQuestions, countOutcomes, type DocumentAnswer } from '#evals/document-answers.ts';
import { readOwnQuestions } from '../bench/retrieval/read-own-collection.ts';
import { openEvalClient } from './eval-client.ts';
import { type EvalCommand, EXIT } from './eval-command.ts';
import { UsageError } from './settings.ts';

interface Flags {
  readonly split: string;
  readonly data?: string | undefined;
  readonly json: boolean;
  readonly list: boolean;
}

const HELP = `Asks the judged questions about documents, one a session, and tells what the answers cite first.

  npm run --silent eval -- documents [--split tuning|held-out] [--list] [--json] [FOLDER]

  --split     which half of the questions (held-out)
  --list      each question with its answer
  --data DIR  the data's folder (DATA_DIR, .data)
  --json      one JSON object

Default: evals/retrieval. Exit codes: 0 measured; 2 usage; 4 the agent could not be asked.`;

export const evalDocumentsCommand: EvalCommand = {
  help: HELP,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        split: { type: 'string', default: 'held-out' },
        list: { type: 'boolean', default: false },
        data: { type: 'string' },
      },
    });
    process.stdout.write(`${await evalDocuments(positionals[0] ?? 'evals/retrieval', values)}\n`);
    return EXIT.pass;
  },
};

/** Asks the judged questions of a folder, one a session, and tells what the answers cite first. */
async function evalDocuments(dir: string, { split, data, json, list }: Flags): Promise<string> {
  if (split !== 'tuning' && split !== 'held-out')
    throw new UsageError(`--split ${split}: it is tuning or held-out`);
  const questions = (await readOwnQuestions(dir)).filter((each) => each.split === split);
  const { asking, close } = await openEvalClient({ data, json });
  const { sellers, client, runId, signal } = asking;
  const [seller] = sellers;
  if (seller === undefined) throw new UsageError('there is no seller to ask as');
  const today = new Date().toISOString().slice(0, 10);
  const answers: DocumentAnswer[] = [];
  try {
    for await (const answer of answerQuestions(questions, { client, seller, today, runId, signal }))
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
