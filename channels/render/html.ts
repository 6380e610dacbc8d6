/** Markup that is safe to send as it is. Made by {@link html} only, so text cannot pass for it. */
export class Markup {
  readonly #text: string;
  constructor(strings: readonly string[], values: readonly Interpolated[]) {
    this.#text = strings
      .map((string, index) => string + (index < values.length ? write(values[index]) : ''))
      .join('');
  }
  toString(): string {
    return this.#text;
  }
}

/** What may stand in a template: text is escaped, lists are joined, `undefined`, `null` and `false` are nothing. */
export type Interpolated = Markup | string | number | false | null | undefined | readonly Interpolated[];

/**
 * HTML or SVG with every interpolated text escaped for elements and quoted attributes.
 * Attributes are to be quoted in the template; no text belongs in `<script>` or `<style>`.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Interpolated[]): Markup {
  return new Markup(strings, values);
}

/** Text as it may stand in an element or a quoted attribute; what XML 1.0 refuses becomes U+FFFD. */
export function escapeText(text: string): string {
  return text.replace(NOT_XML, '\ufffd').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

const NOT_XML = /[^\P{Cc}\t\n\r]|[\p{Surrogate}\ufffe\uffff]/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function write(value: Interpolated): string {
  if (value === undefined || value === null || value === false) return '';
  if (value instanceof Markup) return value.toString();
  if (typeof value === 'object') return value.map(write).join('');
  return escapeText(String(value));
}
