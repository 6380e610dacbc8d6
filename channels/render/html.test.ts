import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from './__fixtures__/arbitrary-analysis.ts';
import { markupFault } from './__fixtures__/well-formed.ts';
import { escapeText, html } from './html.ts';

describe('html', () => {
  it('escapes text and keeps markup made by itself', () => {
    const row = html`<td title="${'a"b'}">${"<b>'&"}</td>`;
    expect(String(html`<tr>${[row, 1, null, undefined, false, 'x']}</tr>`)).toBe(
      '<tr><td title="a&quot;b">&lt;b&gt;&#39;&amp;</td>1x</tr>',
    );
  });

  it('is well-formed whatever text stands in elements and attributes', () => {
    fc.assert(
      fc.property(anyText, anyText, (attribute, text) => {
        expect(markupFault(String(html`<p title="${attribute}">${text}<br/></p>`))).toBeUndefined();
      }),
    );
  });
});

describe('escapeText', () => {
  it('can be read back when the text holds nothing XML refuses', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const back = escapeText(text)
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&#39;', "'")
          .replaceAll('&amp;', '&');
        expect(back).toBe(text);
      }),
    );
  });
});
