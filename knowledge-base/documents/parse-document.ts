import { isNode, LineCounter, parseDocument as parseYaml } from 'yaml';
import { DocumentError, shortened } from './document-error.ts';
import { type DocumentFacts, documentFacts } from './document-facts.ts';

/** A document: what its front matter states, and its Markdown. */
export interface KnowledgeDocument {
  /** As the reader named it, relative to the content's folder. */
  readonly file: string;
  readonly facts: DocumentFacts;
  /** The Markdown after the front matter. */
  readonly body: string;
  /** The line of the file at which the body begins, counted from 1. */
  readonly bodyLine: number;
}

/**
 * Reads a Markdown file with YAML front matter.
 * @throws {DocumentError} naming line, field, value and the way out, for everything that is wrong at once
 */
export function parseDocument(source: string, file: string): KnowledgeDocument {
  const text = source.replaceAll('\r\n', '\n').replace(/^\uFEFF/, '');
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text);
  if (match === null)
    throw fault(file, 1, 'front matter', text.slice(0, 40), 'write the front facts between two lines of ---');
  const [, yaml = '', body = ''] = match;
  const facts = readFacts(yaml, file);
  const bodyLine = yaml.split('\n').length + 3;
  if (body.trim() === '') throw fault(file, bodyLine, 'text', '', 'there is no text after the front matter');
  return { file, facts, body, bodyLine };
}

function readFacts(yaml: string, file: string): DocumentFacts {
  const lineCounter = new LineCounter();
  const document = parseYaml(yaml, { lineCounter });
  // The front matter begins on the file's second line.
  const lineAt = (offset: number) => lineCounter.linePos(offset).line + 1;
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined)
    throw fault(file, lineAt(problem.pos[0]), 'front matter', '', `not YAML: ${problem.message}`, problem);
  const value = toPlain(document, file);
  const read = documentFacts.safeParse(value);
  if (read.success) return read.data;
  throw new DocumentError(
    read.error.issues.map((issue) => {
      // A key that is not known is named by the issue, not by its path.
      const path =
        issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
      const node = nearestNode(document, path);
      return {
        file,
        line: node?.range ? lineAt(node.range[0]) : 2,
        field: path.join('.') || 'front matter',
        value: shortened(valueAt(value, path)),
        problem:
          issue.code === 'unrecognized_keys'
            ? `no such front fact; known are ${Object.keys(documentFacts.shape).join(', ')}`
            : issue.message,
      };
    }),
    { cause: read.error },
  );
}

/** Aliases that would grow without bound are refused by the parser, as an exception. */
function toPlain(document: ReturnType<typeof parseYaml>, file: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw fault(file, 2, 'front matter', '', `cannot be read: ${reason}`, cause);
  }
}

function nearestNode(document: ReturnType<typeof parseYaml>, path: readonly PropertyKey[]) {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node)) return node;
  }
  return document.contents;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}

function fault(
  file: string,
  line: number,
  field: string,
  value: string,
  problem: string,
  cause?: unknown,
): DocumentError {
  return new DocumentError(
    [{ file, line, field, value: shortened(value), problem }],
    cause === undefined ? undefined : { cause },
  );
}
