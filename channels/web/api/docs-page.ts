import { z } from 'zod';
import { html, type Interpolated, type Markup } from '#channels/render/html.ts';
import type { ApiRoute, Fields, ReplyDeclaration } from './api-route.ts';
import { problemsOf } from './openapi-document.ts';
import { PROBLEMS, type ProblemCode } from './problems.ts';

/** The routes as a page for reading: no script, every problem with an address of its own. */
export function docsPage(routes: readonly ApiRoute[], stylePath: string): string {
  const tags = [...new Set(routes.map(({ tag }) => tag))];
  const document = html`<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<title>API · Partner seller assistant</title>
<meta name="description" content="The routes of the API, what they take, what they answer and which problems they know."/>
<link rel="stylesheet" href="${stylePath}"/>
<link rel="icon" href="/icon.svg" type="image/svg+xml"/>
</head>
<body class="docs">
<a class="skip" href="#main">Skip to content</a>
<header class="bar"><a class="brand" href="/">Partner seller assistant</a></header>
<main id="main" tabindex="-1">
<div class="intro"><h1>The API</h1>
<p>Ask with <code>POST /v1/turns</code>; the answer comes as a stream of events, which can be gone on with after a cut. Every route but those of operation and description wants a token: <code>Authorization: Bearer …</code>. The same for programs: <a href="/v1/openapi.json">/v1/openapi.json</a>.</p></div>
<nav aria-label="Routes"><ul>${routes.map((route) => html`<li><a href="#${route.id}"><code>${route.method} ${route.path}</code></a></li>`)}</ul></nav>
${tags.map((tag) => html`<section aria-labelledby="tag-${tag}"><h2 id="tag-${tag}">${tag}</h2>${routes.filter((route) => route.tag === tag).map(routeView)}</section>`)}
<section aria-labelledby="problems"><h2 id="problems">Problems</h2>
<p>Every answer that is none is <code>application/problem+json</code> (RFC 9457) with one of these codes. Codes stay what they are.</p>
${(Object.keys(PROBLEMS) as ProblemCode[]).map(problemView)}</section>
</main>
</body>
</html>`;
  return `<!doctype html>\n${document}\n`;
}

function routeView(route: ApiRoute): Markup {
  const { body, description, headers, id, identified, method, params, path, query, replies, summary } = route;
  return html`<article aria-labelledby="${id}"><h3 id="${id}"><code>${method} ${path}</code></h3>
<p>${summary}.${description !== undefined && html` ${code(description)}`}${!identified && html` Open to anybody.`}</p>
${fieldTable('Path', params)}${fieldTable('Query', query)}${fieldTable('Headers', headers)}
${body.kind !== 'none' && bodyView(body.schema)}
<h4>Answers</h4><ul>${replies.map(replyView)}</ul>
<p>Problems: ${problemsOf(route).map((problem, index) => html`${index > 0 && ', '}<a href="#${problem}"><code>${problem}</code></a>`)}.</p></article>`;
}

function replyView({
  status,
  description,
  headers = {},
  type = 'application/json',
  schema,
}: ReplyDeclaration) {
  const shown = schema === undefined && type === 'application/json' ? undefined : type;
  return html`<li><strong>${status}</strong>${shown !== undefined && html` <code>${shown}</code>`}: ${code(description)}${Object.entries(headers).map(([name, words]) => html`<br/><code>${name}</code>: ${code(words)}`)}</li>`;
}

function fieldTable(caption: string, fields: Fields): Markup | undefined {
  return table(caption, z.toJSONSchema(fields, { io: 'input', unrepresentable: 'any' }));
}

function bodyView(schema: z.ZodType): Markup | undefined {
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const nested = Object.entries(described.properties ?? {}).flatMap(([name, property]) =>
    typeof property === 'object' && property.type === 'object' ? [table(`Body: ${name}`, property)] : [],
  );
  return html`${table('Body', described)}${nested}`;
}

function table(caption: string, schema: z.core.JSONSchema.BaseSchema): Markup | undefined {
  const rows = Object.entries(schema.properties ?? {});
  if (rows.length === 0) return undefined;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}"><table><caption>${caption}</caption>
<thead><tr><th scope="col">Name</th><th scope="col">Kind</th><th scope="col">What it is</th></tr></thead>
<tbody>${rows.map(([name, property]) => {
    const field = typeof property === 'object' ? property : {};
    const isNeeded = schema.required?.includes(name) === true;
    return html`<tr><th scope="row"><code>${name}</code></th><td>${kindOf(field)}${isNeeded && ', needed'}</td><td>${code(field.description ?? '')}</td></tr>`;
  })}</tbody></table></div>`;
}

function kindOf(field: z.core.JSONSchema.BaseSchema): string {
  if (field.enum !== undefined)
    return field.enum.length > 8 ? `one of ${field.enum.length}` : field.enum.map(String).join(', ');
  const bounds = [
    field.maxLength === undefined ? '' : `at most ${field.maxLength.toLocaleString('en-US')} characters`,
    field.minimum === undefined ? '' : `from ${field.minimum.toLocaleString('en-US')}`,
    field.maximum === undefined ? '' : `to ${field.maximum.toLocaleString('en-US')}`,
  ].filter((bound) => bound !== '');
  return [String(field.type ?? 'any'), ...bounds].join(', ');
}

function problemView(problem: ProblemCode): Markup {
  const { status, title, detail } = PROBLEMS[problem];
  return html`<article aria-labelledby="${problem}"><h3 id="${problem}"><code>${problem}</code> · ${status}</h3><p>${title}. ${code(detail)}</p></article>`;
}

/** Words between backticks as code. */
function code(words: string): Interpolated {
  return words.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}
