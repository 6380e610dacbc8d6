import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksAsText, mrkdwnAsText, type ShownButton } from './render-text.ts';

const names: Readonly<Record<string, string>> = { U1: 'Nora', C1: 'deals' };
const nameOf = (id: string) => names[id];

function shown(...blocks: unknown[]) {
  const buttons: ShownButton[] = [];
  const lines = blocksAsText(blocks, { nameOf, numbered: (button) => buttons.push(button) });
  return { buttons, lines };
}
const plain = (text: string) => ({ type: 'plain_text', text });

describe('blocksAsText', () => {
  it('shows words, small print and headings', () => {
    const { lines } = shown(
      { type: 'header', text: plain('Hello') },
      { type: 'section', text: { type: 'mrkdwn', text: 'A &amp; B\n<#C1>' }, fields: [plain('x: 1')] },
      { type: 'context', elements: [plain('small')] },
      { type: 'markdown', text: '**bold**\n- one' },
      { type: 'divider' },
    );
    expect(lines).toEqual([
      '',
      'Hello',
      '=====',
      'A & B',
      '#deals',
      'x: 1',
      '  small',
      '**bold**',
      '- one',
      '─'.repeat(40),
    ]);
  });

  it('numbers what may be pressed, thumbs and the button beside a section too', () => {
    const button = (label: string) => ({ type: 'button', action_id: label, text: plain(label), value: '' });
    const thumb = (label: string) => ({ text: plain(label), value: label });
    const { buttons, lines } = shown(
      { type: 'section', text: plain('Acme'), accessory: button('Sum up') },
      { type: 'actions', elements: [button('Funding'), button('Risks')] },
      {
        type: 'context_actions',
        elements: [
          {
            type: 'feedback_buttons',
            action_id: 'feedback',
            positive_button: thumb('up'),
            negative_button: thumb('down'),
          },
        ],
      },
    );
    expect(lines).toEqual(['Acme', '[1] Sum up', '[2] Funding   [3] Risks', '[4] up   [5] down']);
    expect(buttons.at(-1)).toEqual({ actionId: 'feedback', label: 'down', value: 'down' });
  });

  it('sets a table in columns and a chart in bars', () => {
    const cell = (text: string) => ({ type: 'raw_text', text });
    const number = (value: number) => ({ type: 'raw_number', value, text: `${value} %` });
    const { lines } = shown(
      {
        type: 'data_table',
        rows: [
          [cell('Service'), cell('Share')],
          [cell('Aurora'), number(88)],
          [cell('EC2'), number(7)],
        ],
      },
      {
        type: 'data_visualization',
        title: 'ARR',
        chart: {
          type: 'bar',
          series: [
            {
              name: 'all',
              data: [
                { label: '2025', value: 1500 },
                { label: '26', value: 0 },
              ],
            },
          ],
        },
      },
    );
    expect(lines).toEqual([
      'Service  Share',
      '───────  ─────',
      'Aurora    88 %',
      'EC2        7 %',
      '▚ ARR (bar chart)',
      `  2025  ${'█'.repeat(30)} 1,500`,
      '  26     0',
    ]);
  });

  it('names a block that it does not know, and takes any at all', () => {
    expect(shown({ type: 'video' }).lines).toEqual(['(video)']);
    const type = fc.constantFrom(
      'section',
      'data_table',
      'data_visualization',
      'actions',
      'input',
      'context',
    );
    fc.assert(
      fc.property(
        type,
        fc.object({ key: fc.constantFrom('text', 'rows', 'chart', 'elements', 'label') }),
        (kind, fields) => {
          for (const line of shown({ ...fields, type: kind }).lines) expect(typeof line).toBe('string');
        },
      ),
    );
  });
});

describe('mrkdwnAsText', () => {
  it('reads mentions, links and escaped signs', () => {
    expect(mrkdwnAsText('<@U1> in <#C1|sales>: <https://a.b|here> &lt;U1&gt; <@U9>', nameOf)).toBe(
      '@Nora in #sales: here (https://a.b) <U1> @U9',
    );
  });
});
