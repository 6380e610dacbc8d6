/** Where in a file something is wrong, and the way out. */
export interface DocumentFault {
  /** The file as it was named by the reader, such as `programs/program-map.md`. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** The front fact, or the part of the text: `figures.2.source`, `link`, `title`. */
  readonly field: string;
  /** What stands there, shortened. */
  readonly value: string;
  /** What is wrong with it and what to do, as a clause. */
  readonly problem: string;
}

/** A file that is no document of this knowledge base. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
  readonly code = 'document-malformed';
  readonly faults: readonly DocumentFault[];
  constructor(faults: readonly DocumentFault[], options?: ErrorOptions) {
    super(faults.map(describeFault).join('\n'), options);
    this.faults = faults;
  }
}

/** One line for a person: `file:line: field "value": problem`. */
export function describeFault({ file, line, field, value, problem }: DocumentFault): string {
  return `${file}:${line}: ${field}${value === '' ? '' : ` "${value}"`}: ${problem}`;
}

/** Text for a message: on one line, at most 80 characters. */
export function shortened(value: unknown): string {
  const text = (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).replaceAll(/\s+/g, ' ');
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
