import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '#knowledge-base/artifacts/analysis-history.ts';
import { hostileText, survivorsIn } from './__fixtures__/hostile-text.ts';
import { homeView } from './home.ts';
import { validateView } from './validate-blocks.ts';

const entry: HistoryEntry = {
  analysisId: 'a1',
  customerName: 'Concentra',
  opportunityName: 'Sybase modernization',
  sellerId: 'anna',
  scope: { kind: 'organisation' },
  analysedAt: '2026-11-25T10:00:00.000Z',
  headline: {
    arrUsd: { low: 118_000, median: 286_000, high: 742_000 },
    launchMonth: { low: '2027-11', median: '2028-02', high: '2028-07' },
    confidence: 'MEDIUM',
  },
};

const anyEntry: fc.Arbitrary<HistoryEntry> = fc
  .record({
    customerName: hostileText,
    opportunityName: fc.option(hostileText, { nil: undefined }),
    confidence: hostileText,
    hasHeadline: fc.boolean(),
    hasArr: fc.boolean(),
  })
  .map(({ confidence, customerName, hasArr, hasHeadline, opportunityName }) => {
    const { headline, opportunityName: _, ...rest } = { ...entry, customerName };
    return {
      ...rest,
      ...(opportunityName === undefined ? {} : { opportunityName }),
      ...(hasHeadline && headline !== undefined
        ? { headline: { ...headline, confidence, arrUsd: hasArr ? headline.arrUsd : null } }
        : {}),
    };
  });

describe('homeView', () => {
  it('is taken by Slack and lets no mention and no link out, whatever is known', () => {
    const anyContents = fc.record(
      {
        sellerName: hostileText,
        refusal: hostileText,
        recent: fc.array(anyEntry, { maxLength: 130 }),
        dataVersion: hostileText,
        agentAlias: hostileText,
      },
      { requiredKeys: ['recent'] },
    );
    fc.assert(
      fc.property(anyContents, (contents) => {
        expect(validateView(homeView(contents))).toEqual([]);
        expect(survivorsIn(homeView(contents))).toEqual([]);
      }),
    );
  });

  it('shows the latest analyses, what can be done, examples, the release and the data', () => {
    const contents = { sellerName: 'Anna', recent: [entry], dataVersion: 'v7', agentAlias: 'prod' };
    expect(homeView(contents)).toMatchInlineSnapshot(`
      {
        "blocks": [
          {
            "text": {
              "emoji": false,
              "text": "Hello Anna",
              "type": "plain_text",
            },
            "type": "header",
          },
          {
            "elements": [
              {
                "action_id": "opportunity",
                "style": "primary",
                "text": {
                  "emoji": false,
                  "text": "Analyze an opportunity",
                  "type": "plain_text",
                },
                "type": "button",
                "value": "home",
              },
              {
                "action_id": "ask:help",
                "text": {
                  "emoji": false,
                  "text": "What can you do?",
                  "type": "plain_text",
                },
                "type": "button",
                "value": "What can you do?",
              },
            ],
            "type": "actions",
          },
          {
            "text": {
              "text": "*Your latest analyses*",
              "type": "mrkdwn",
            },
            "type": "section",
          },
          {
            "accessory": {
              "action_id": "ask:recent-0",
              "text": {
                "emoji": false,
                "text": "What is known",
                "type": "plain_text",
              },
              "type": "button",
              "value": "What do you know about Concentra?",
            },
            "text": {
              "emoji": false,
              "text": "Concentra · Sybase modernization: ARR $118k to $742k, confidence MEDIUM, 25 November 2026",
              "type": "plain_text",
            },
            "type": "section",
          },
          {
            "text": {
              "text": "*What I can do*",
              "type": "mrkdwn",
            },
            "type": "section",
          },
          {
            "text": {
              "emoji": false,
              "text": "• Size an opportunity from similar past projects: ARR, MRR, launch and delivery as ranges, services, risks, and how sure that is.
      • Say which funding programs fit, what they pay and what is missing, and reckon the return.
      • Say what customers like this one bought next, and plan the quarters.
      • Answer questions about past deals, with a chart and a table.
      • Show how each number was made, and give the rows as a file.",
              "type": "plain_text",
            },
            "type": "section",
          },
          {
            "text": {
              "text": "*Try*",
              "type": "mrkdwn",
            },
            "type": "section",
          },
          {
            "elements": [
              {
                "action_id": "ask:example-0",
                "text": {
                  "emoji": false,
                  "text": "Acme in Germany wants to move 60 Oracle databases to Aurora, closing in Ma…",
                  "type": "plain_text",
                },
                "type": "button",
                "value": "Acme in Germany wants to move 60 Oracle databases to Aurora, closing in March 2027",
              },
              {
                "action_id": "ask:example-1",
                "text": {
                  "emoji": false,
                  "text": "How many deals did we win last year?",
                  "type": "plain_text",
                },
                "type": "button",
                "value": "How many deals did we win last year?",
              },
              {
                "action_id": "ask:example-2",
                "text": {
                  "emoji": false,
                  "text": "Average ARR by industry last year?",
                  "type": "plain_text",
                },
                "type": "button",
                "value": "Average ARR by industry last year?",
              },
              {
                "action_id": "ask:example-3",
                "text": {
                  "emoji": false,
                  "text": "What does MAP require?",
                  "type": "plain_text",
                },
                "type": "button",
                "value": "What does MAP require?",
              },
            ],
            "type": "actions",
          },
          {
            "elements": [
              {
                "emoji": false,
                "text": "Data version v7",
                "type": "plain_text",
              },
              {
                "emoji": false,
                "text": "Agent prod",
                "type": "plain_text",
              },
              {
                "emoji": false,
                "text": "Every number is computed from past projects and can be shown",
                "type": "plain_text",
              },
            ],
            "type": "context",
          },
        ],
        "type": "home",
      }
    `);
  });

  it('tells somebody who is not served why, and nothing else', () => {
    const view = homeView({ refusal: 'I do not know you yet.', recent: [entry] });
    expect(JSON.stringify(view)).toContain('I do not know you yet.');
    expect(JSON.stringify(view)).not.toContain('Concentra');
  });
});
