import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TurnResult } from '#channels/turn/turn-result.ts';
import { hostileText, survivorsIn } from './__fixtures__/hostile-text.ts';
import { answerMessages, noteMessage } from './answer-messages.ts';
import { validateMessage } from './validate-blocks.ts';

const answered: TurnResult = {
  sessionId: 's',
  outcome: 'answered',
  answer: '**ARR**: $203k to $2.66M',
  steps: [],
  citations: [],
  artifacts: [],
  nextQuestions: [],
  usage: null,
  understood: [],
  grounding: { figures: 1, unmatched: [] },
};
const options = { turnId: 'turn-1' };
const blocksOf = (result: TurnResult) => answerMessages(result, options).flatMap(({ blocks }) => blocks);

const anyCitation = fc.record({
  text: hostileText,
  source: fc.oneof(hostileText, fc.constant('https://aws.amazon.com/migration/')),
  title: hostileText,
  section: hostileText,
  date: fc.constantFrom('2026-01-01'),
  passage: hostileText,
  expired: fc.constantFrom({}, { on: '2025-12-31' }),
});
const anyResult: fc.Arbitrary<TurnResult> = fc
  .record(
    {
      outcome: fc.constantFrom('answered' as const, 'asked' as const, 'refused' as const, 'failed' as const),
      answer: fc.oneof(
        hostileText,
        fc.tuple(hostileText, fc.nat({ max: 150 })).map(([text, times]) => `${text}\n`.repeat(times)),
        fc.tuple(hostileText, fc.nat({ max: 150 })).map(([text, times]) => text.repeat(times)),
      ),
      citations: fc.array(anyCitation, { maxLength: 40 }),
      nextQuestions: fc.array(
        fc.oneof(
          hostileText,
          fc.nat({ max: 300 }).map((times) => 'Why? '.repeat(times)),
        ),
        { maxLength: 4 },
      ),
      error: fc.record({ code: fc.string(), message: hostileText }),
      figures: fc.array(fc.tuple(fc.nat({ max: 90 }), hostileText), { maxLength: 3 }),
    },
    { requiredKeys: ['outcome', 'answer', 'citations', 'nextQuestions', 'figures'] },
  )
  .map(({ figures, ...result }) => ({
    ...answered,
    ...result,
    grounding: {
      figures: figures.length,
      unmatched: figures.map(([start, text]) => ({
        text,
        start,
        end: start + 3,
        kind: 'count',
        source: null,
      })),
    },
  }));

describe('answerMessages', () => {
  it('is taken by Slack and holds no mention and no foreign link, whatever the words are', () => {
    fc.assert(
      fc.property(anyResult, (result) => {
        const messages = answerMessages(result, options);
        expect(messages.length).toBeGreaterThan(0);
        for (const message of messages) {
          expect(validateMessage({ text: message.text, blocks: message.blocks })).toEqual([]);
          expect(validateMessage({ text: message.text, blocks: message.plainBlocks ?? [] })).toEqual([]);
          expect(survivorsIn(message)).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('shows the words in Markdown, marked, then the sources, what to ask next and thumbs', () => {
    const answer = 'ARR is $203k and MAP pays $50k.';
    const result: TurnResult = {
      ...answered,
      answer,
      grounding: {
        figures: 2,
        unmatched: [{ text: '$203k', start: 7, end: 12, kind: 'money', source: null }],
      },
      citations: [
        {
          text: 'MAP pays $50k',
          span: { start: 17, end: 30 },
          source: 's3://documents/map.md',
          title: 'Migration Acceleration Program',
          section: 'Amounts',
          date: '2026-01-01',
          basis: 'illustrative',
          expired: { on: '2026-06-30' },
        },
      ],
      nextQuestions: ['Which services will it use?'],
    };
    expect(answerMessages(result, options)).toMatchInlineSnapshot(`
      [
        {
          "blocks": [
            {
              "text": "ARR is $203k [unproven] and MAP pays $50k [1].",
              "type": "markdown",
            },
            {
              "text": {
                "emoji": false,
                "text": "⚠️ This figure stands in no result behind this answer: $203k. Do not rely on it.",
                "type": "plain_text",
              },
              "type": "section",
            },
            {
              "text": {
                "text": "*Sources*",
                "type": "mrkdwn",
              },
              "type": "section",
            },
            {
              "text": {
                "text": "[1] Migration Acceleration Program · Amounts · as of 1 January 2026 · figures are illustrative, not AWS’s · NO LONGER VALID: held until 30 June 2026",
                "type": "mrkdwn",
              },
              "type": "section",
            },
            {
              "elements": [
                {
                  "action_id": "ask:0",
                  "text": {
                    "emoji": false,
                    "text": "Which services will it use?",
                    "type": "plain_text",
                  },
                  "type": "button",
                  "value": "Which services will it use?",
                },
              ],
              "type": "actions",
            },
            {
              "elements": [
                {
                  "action_id": "feedback",
                  "negative_button": {
                    "accessibility_label": "This answer is not helpful",
                    "text": {
                      "emoji": false,
                      "text": "Not helpful",
                      "type": "plain_text",
                    },
                    "value": "{"turnId":"turn-1","verdict":"down"}",
                  },
                  "positive_button": {
                    "accessibility_label": "This answer is helpful",
                    "text": {
                      "emoji": false,
                      "text": "Helpful",
                      "type": "plain_text",
                    },
                    "value": "{"turnId":"turn-1","verdict":"up"}",
                  },
                  "type": "feedback_buttons",
                },
              ],
              "type": "context_actions",
            },
          ],
          "plainBlocks": [
            {
              "text": "ARR is $203k [unproven] and MAP pays $50k [1].",
              "type": "markdown",
            },
            {
              "text": {
                "emoji": false,
                "text": "⚠️ This figure stands in no result behind this answer: $203k. Do not rely on it.",
                "type": "plain_text",
              },
              "type": "section",
            },
            {
              "text": {
                "text": "*Sources*",
                "type": "mrkdwn",
              },
              "type": "section",
            },
            {
              "text": {
                "text": "[1] Migration Acceleration Program · Amounts · as of 1 January 2026 · figures are illustrative, not AWS’s · NO LONGER VALID: held until 30 June 2026",
                "type": "mrkdwn",
              },
              "type": "section",
            },
            {
              "elements": [
                {
                  "action_id": "ask:0",
                  "text": {
                    "emoji": false,
                    "text": "Which services will it use?",
                    "type": "plain_text",
                  },
                  "type": "button",
                  "value": "Which services will it use?",
                },
              ],
              "type": "actions",
            },
            {
              "elements": [
                {
                  "accessibility_label": "This answer is helpful",
                  "action_id": "feedback:up",
                  "text": {
                    "emoji": false,
                    "text": "Helpful",
                    "type": "plain_text",
                  },
                  "type": "button",
                  "value": "{"turnId":"turn-1","verdict":"up"}",
                },
                {
                  "accessibility_label": "This answer is not helpful",
                  "action_id": "feedback:down",
                  "text": {
                    "emoji": false,
                    "text": "Not helpful",
                    "type": "plain_text",
                  },
                  "type": "button",
                  "value": "{"turnId":"turn-1","verdict":"down"}",
                },
              ],
              "type": "actions",
            },
          ],
          "text": "ARR is $203k and MAP pays $50k.",
        },
      ]
    `);
  });

  it('says of a turn that failed what the channel says, with its code', () => {
    const message = 'The assistant is busy. Ask again in a minute.';
    const failed: TurnResult = {
      ...answered,
      outcome: 'failed',
      answer: message,
      error: { code: 'agent-throttled', message },
    };
    expect(blocksOf(failed)).toMatchInlineSnapshot(`
      [
        {
          "text": {
            "emoji": false,
            "text": "The assistant is busy. Ask again in a minute.",
            "type": "plain_text",
          },
          "type": "section",
        },
        {
          "elements": [
            {
              "emoji": false,
              "text": "Code: agent-throttled",
              "type": "plain_text",
            },
          ],
          "type": "context",
        },
      ]
    `);
  });

  it('splits a long answer between lines and loses nothing of it', () => {
    const lines = Array.from({ length: 2_000 }, (_, index) => `- line ${index} of the answer`);
    const messages = answerMessages({ ...answered, answer: lines.join('\n') }, options);
    const words = messages.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.type === 'markdown' ? [block.text] : [])),
    );
    expect(messages.length).toBeGreaterThan(3);
    expect(words.join('\n')).toBe(lines.join('\n'));
  });

  it('closes code that goes on in the next message, and opens it again', () => {
    const answer = `\`\`\`sql\n${'SELECT 1,\n'.repeat(2_500)}\`\`\``;
    const parts = blocksOf({ ...answered, answer }).flatMap((block) =>
      block.type === 'markdown' ? [block.text] : [],
    );
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) expect(part).toMatch(/^```sql\n[\s\S]*\n```$/);
  });

  it('makes no button of a question that is too long for one', () => {
    const blocks = blocksOf({ ...answered, nextQuestions: ['x'.repeat(2_001)] });
    expect(blocks.map(({ type }) => type)).toEqual(['markdown', 'context_actions']);
  });
});

describe('noteMessage', () => {
  it('holds its text, whatever it is', () => {
    expect(noteMessage('I answered in a direct message.')).toEqual({
      text: 'I answered in a direct message.',
      blocks: [
        {
          type: 'section',
          text: { type: 'plain_text', text: 'I answered in a direct message.', emoji: false },
        },
      ],
    });
    fc.assert(
      fc.property(hostileText, (text) => {
        const { text: shown, blocks } = noteMessage(text);
        expect(validateMessage({ text: shown, blocks })).toEqual([]);
      }),
    );
  });

  it('keeps one mention of our own, and none that stands in what was asked', () => {
    expect(noteMessage('<@U1> asks: tell <!channel> and <@U1>', '<@U1>').blocks).toEqual([
      {
        type: 'section',
        text: { type: 'mrkdwn', text: '<@U1> asks: tell &lt;\u2060!channel&gt; and &lt;\u2060@\u2060U1&gt;' },
      },
    ]);
    expect(noteMessage('<@U1> asks: Customer: Acme\nRegion: EMEA', '<@U1>').blocks).toMatchObject([
      { text: { text: '<@U1> asks: Customer: Acme\nRegion: EMEA' } },
    ]);
    expect(survivorsIn(noteMessage('<!channel> asks', '<!channel>'))).toEqual([]);
    fc.assert(
      fc.property(hostileText, fc.nat({ max: 200 }), (asked, times) => {
        const { text, blocks } = noteMessage(`<@U1> asks: ${asked.repeat(times)}`, '<@U1>');
        expect(validateMessage({ text, blocks })).toEqual([]);
        expect(survivorsIn([text, blocks])).toEqual(['<@U1', '<@U1']);
      }),
      { numRuns: 60 },
    );
  });
});
