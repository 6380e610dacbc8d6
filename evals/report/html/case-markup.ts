import { html, type Markup } from '#channels/render/html.ts';
import { printableLines } from '#channels/render/printable.ts';
import type { ResultLine, TranscriptLine } from '#evals/runner/run-record.ts';
import { type Piece, wordDifferences } from './word-differences.ts';

type TurnResult = ResultLine['turns'][number];
type TranscriptTurn = TranscriptLine['turns'][number];

/** One turn: the message, then the answer of one side, or of both beside each other with what differs marked. */
export function turnMarkup(sides: readonly Side[]): Markup {
  const [first, second] = sides;
  const answers = sides.map(({ turn }) => turn?.answer ?? '');
  const isSame = sides.every(
    ({ turn }) => turn?.answer === first?.turn?.answer && turn?.outcome === first?.turn?.outcome,
  );
  const user = first?.turn?.user ?? second?.turn?.user ?? '';
  const marked = wordDifferences(answers[0] ?? '', answers[1] ?? '');
  return html`<p class="user">${printableLines(user)}</p>
${
  sides.length === 1 || isSame
    ? html`<div class="side">${sides.length > 1 && html`<p class="soft">the same in both</p>`}${sideMarkup(first, plain(answers[0] ?? ''))}</div>`
    : html`<div class="sides">${sides.map(
        (
          side,
          at,
        ) => html`<div class="side"><h3>${side.name}</h3>${sideMarkup(side, at === 0 ? pieces(marked.one, 'del') : pieces(marked.other, 'ins'))}</div>
`,
      )}</div>`
}
`;
}

/** One variant's turn; left out where it did not get that far. */
export interface Side {
  readonly name: string;
  readonly turn: TurnResult | undefined;
  readonly transcript: TranscriptTurn | undefined;
}

function sideMarkup(side: Side | undefined, answer: Markup): Markup {
  if (side?.turn === undefined) return html`<p class="soft">it did not get to this turn</p>`;
  const { checks, outcome } = side.turn;
  const faults = checks.filter(({ status }) => status === 'fail' || status === 'invalid');
  const steps = side.transcript?.observed?.steps ?? [];
  return html`<p><span class="tag ${outcome}">${outcome}</span></p>
<div class="answer">${answer}</div>
${steps.length > 0 && html`<ul class="steps" aria-label="Steps">${steps.map((step) => html`<li>${stepText(step)}</li>`)}</ul>`}${side.transcript?.error !== undefined && html`<p class="faults">${side.transcript.error.code}: ${side.transcript.error.message}</p>`}${faults.length > 0 && html`<ul class="faults" aria-label="Checks that do not hold">${faults.map(({ detail = '', name }) => html`<li>${name}: ${printableLines(detail)}</li>`)}</ul>`}`;
}

const LONGEST_ARGUMENT = 160;

function stepText({
  arguments: given,
  code,
  operation,
}: NonNullable<TranscriptTurn['observed']>['steps'][number]): string {
  const named = Object.entries(given).map(([name, value]) => {
    const text = printableLines(value);
    return `${name}: ${text.length > LONGEST_ARGUMENT ? `${text.slice(0, LONGEST_ARGUMENT)}…` : text}`;
  });
  return `${operation}(${named.join(', ')}) → ${code}`;
}

function plain(text: string): Markup {
  return html`${printableLines(text)}`;
}

function pieces(all: readonly Piece[], mark: 'ins' | 'del'): Markup {
  const written = all.map(({ isShared, text }) => {
    const shown = printableLines(text);
    if (isShared || text.trim() === '') return shown;
    return mark === 'ins' ? html`<ins>${shown}</ins>` : html`<del>${shown}</del>`;
  });
  return html`${written}`;
}
