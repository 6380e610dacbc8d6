import type { Button, HomeView, KnownBlock } from '@slack/types';
import { formatDate } from '#action-groups/kernel/format.ts';
import { rangeWords } from '#channels/render/quantity-words.ts';
import type { HistoryEntry } from '#knowledge-base/artifacts/analysis-history.ts';
import type { HomeContents } from '../listeners/slack-views.ts';
import { ACTIONS } from './actions.ts';
import { actionsBlocks, button, contextBlock, headerBlock, lineSections, titleBlock } from './make-blocks.ts';

/** Of more analyses than these the latest are shown. */
const MOST_RECENT = 10;

const ABILITIES = [
  'Size an opportunity from similar past projects: ARR, MRR, launch and delivery as ranges, services, risks, and how sure that is.',
  'Say which funding programs fit, what they pay and what is missing, and reckon the return.',
  'Say what customers like this one bought next, and plan the quarters.',
  'Answer questions about past deals, with a chart and a table.',
  'Show how each number was made, and give the rows as a file.',
];

/** Said as a seller would. */
const EXAMPLES = [
  'Acme in Germany wants to move 60 Oracle databases to Aurora, closing in March 2027',
  'How many deals did we win last year?',
  'Average ARR by industry last year?',
  'What does MAP require?',
];

/** The Home tab: what can be done, what was done lately, what answers come from. */
export function homeView({ agentAlias, dataVersion, recent, refusal, sellerName }: HomeContents): HomeView {
  if (refusal !== undefined)
    return { type: 'home', blocks: [headerBlock('Opportunity assistant'), ...lineSections([refusal])] };
  const facts = [
    ...(dataVersion === undefined ? [] : [`Data version ${dataVersion}`]),
    ...(agentAlias === undefined ? [] : [`Agent ${agentAlias}`]),
    'Every number is computed from past projects and can be shown',
  ];
  return {
    type: 'home',
    blocks: [
      headerBlock(sellerName === undefined ? 'Opportunity assistant' : `Hello ${sellerName}`),
      ...actionsBlocks([
        primary(button(ACTIONS.opportunity, 'Analyze an opportunity', 'home')),
        button(`${ACTIONS.ask}:help`, 'What can you do?', 'What can you do?'),
      ]),
      titleBlock('Your latest analyses'),
      ...recentBlocks(recent.slice(0, MOST_RECENT)),
      titleBlock('What I can do'),
      ...lineSections(ABILITIES, '• '),
      titleBlock('Try'),
      ...actionsBlocks(EXAMPLES.map((text, at) => button(`${ACTIONS.ask}:example-${at}`, text, text))),
      contextBlock(facts),
    ],
  };
}

function primary(made: Button | undefined): Button | undefined {
  return made === undefined ? undefined : { ...made, style: 'primary' };
}

function recentBlocks(recent: readonly HistoryEntry[]): readonly KnownBlock[] {
  if (recent.length === 0)
    return lineSections(['None yet. Describe an opportunity in a message, or use the button above.']);
  return recent.map((entry, at) => {
    const [section] = lineSections([entryWords(entry)]);
    const more = button(
      `${ACTIONS.ask}:recent-${at}`,
      'What is known',
      `What do you know about ${entry.customerName}?`,
    );
    return { ...(section ?? { type: 'section' }), ...(more === undefined ? {} : { accessory: more }) };
  });
}

/** `Concentra · Sybase modernization: ARR $118k to $742k, confidence MEDIUM, 25 November 2026`. */
function entryWords({ analysedAt, customerName, headline, opportunityName }: HistoryEntry): string {
  const title = opportunityName === undefined ? customerName : `${customerName} · ${opportunityName}`;
  const arr =
    headline?.arrUsd == null ? 'not enough evidence for an ARR' : `ARR ${usdWords(headline.arrUsd)}`;
  const sure = headline === undefined ? [] : [`confidence ${headline.confidence}`];
  return `${title}: ${[arr, ...sure, formatDate(analysedAt.slice(0, 10))].join(', ')}`;
}

function usdWords(range: { readonly low: number; readonly median: number; readonly high: number }): string {
  return rangeWords({ ...range, level: 0.8, evidence: 0 }, 'usd');
}
