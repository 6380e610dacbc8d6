import { textColumn } from '#channels/render/table.ts';
import { textTable } from '#channels/render/text-table.ts';
import type { Plan } from '#evals/compare/plan.ts';

/** A plan in words: what this suite can show, what it would take, and what pays. */
export function planText(plan: Plan): string {
  const { alpha, conversations, difference, passOrFail, power, scores } = plan;
  const columns = [
    'cases that differ',
    'smallest difference seen',
    `conversations for ${points(difference)}`,
  ];
  const table = textTable({
    title: '',
    columns: columns.map(textColumn),
    rows: passOrFail.map(({ conversationsNeeded, detectable, discordant }) => [
      `${(100 * discordant).toFixed(0)} %`,
      detectable === undefined ? `none: ${conversations} are too few` : points(detectable),
      conversationsNeeded?.toLocaleString('en-US') ?? 'fewer differ than that',
    ]),
  });
  return [
    `${conversations.toLocaleString('en-US')} conversations, ${(100 * power).toFixed(0)} % power, ${(100 * alpha).toFixed(0)} % false alarms`,
    '',
    'pass or fail, each conversation under both variants:',
    ...table,
    ...(scores === undefined
      ? ['', 'give two runs to plan for scores too: eval plan --runs BASE,CANDIDATE']
      : scoreLines(plan)),
  ].join('\n');
}

function scoreLines({ difference, scores }: Plan): readonly string[] {
  if (scores === undefined) return [];
  const { advice, conversationsNeeded, detectable, deviation, repeats } = scores;
  const now = `scores, as these runs vary (standard deviation ${points(deviation)}, ${repeats} ${repeats === 1 ? 'repeat' : 'repeats'}):`;
  if (advice === 'nothing-varies')
    return ['', now, 'nothing differs between these runs: there is no spread to plan by'];
  return [
    '',
    now,
    `smallest difference seen: ${points(detectable)}; for ${points(difference)}: ${conversationsNeeded.toLocaleString('en-US')} conversations`,
    `twice the repeats: ${points(scores.withTwiceTheRepeats)}; twice the conversations: ${points(scores.withTwiceTheConversations)}`,
    advice === 'more-repeats'
      ? 'more repeats pay as much as more cases'
      : 'more cases pay more than more repeats',
  ];
}

function points(share: number): string {
  return `${(100 * share).toFixed(1)} points`;
}
