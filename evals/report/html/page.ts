import { createHash } from 'node:crypto';
import { escapeText, type Markup } from '#channels/render/html.ts';
import { PAGE_SCRIPT } from './page-script.ts';
import { PAGE_STYLE } from './page-style.ts';

/**
 * One file that needs nothing else: its style and its script are inside, and its policy lets no other script run and
 * nothing be loaded or sent, whatever stands in a transcript.
 */
export function page(title: string, body: Markup): string {
  const policy = `default-src 'none'; style-src ${hashOf(PAGE_STYLE)}; script-src ${hashOf(PAGE_SCRIPT)}; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeText(title).replace(OVERRIDES, '')}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<a class="skip" href="#cases">To the cases</a>
<main>
${body.toString().replace(OVERRIDES, '')}
</main>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

/** Would turn round what stands beside them. */
const OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g;

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
