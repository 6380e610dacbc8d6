export type Fields = Readonly<Record<string, unknown>>;

/** The fields of an object; none of anything else. */
export function record(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function records(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(record) : [];
}

/** The text that a part of a message shows itself. */
export function textOf(value: object): string | undefined {
  const { text } = value as { readonly text?: unknown };
  return typeof text === 'string' ? text : undefined;
}

/** Gathers what is wrong, each with its path. */
export interface Faults {
  readonly found: readonly string[];
  add(path: string, fault: string): void;
  /** A text of `least` to `most` characters; `least` is 1 when left out. */
  text(path: string, value: unknown, most: number, least?: number): void;
  /** `{type: plain_text, text}`. */
  plainText(path: string, value: unknown, most: number): void;
  /** `{type: plain_text | mrkdwn, text}`. */
  textObject(path: string, value: unknown, most: number): void;
  /** A list of 1 to `most`; its items. */
  list(path: string, value: unknown, most: number): readonly unknown[];
  unique(path: string, values: readonly unknown[]): void;
}

export function openFaults(): Faults {
  const found: string[] = [];
  const faults: Faults = {
    found,
    add: (path, fault) => {
      found.push(`${path}: ${fault}`);
    },
    text(path, value, most, least = 1) {
      if (typeof value !== 'string') faults.add(path, `${value === undefined ? 'missing' : 'no text'}`);
      else if (value.length < least || value.length > most)
        faults.add(path, `${value.length} characters, ${least} to ${most}`);
    },
    plainText(path, value, most) {
      if (record(value).type !== 'plain_text') faults.add(path, 'is no plain_text');
      faults.text(path, record(value).text, most);
    },
    textObject(path, value, most) {
      const { type } = record(value);
      if (type !== 'plain_text' && type !== 'mrkdwn') faults.add(path, `${String(type)} is no text object`);
      faults.text(path, record(value).text, most);
    },
    list(path, value, most) {
      const items: readonly unknown[] = Array.isArray(value) ? value : [];
      if (items.length === 0 || items.length > most) faults.add(path, `${items.length} items, 1 to ${most}`);
      return items;
    },
    unique(path, values) {
      const given = values.filter((value) => value !== undefined);
      if (new Set(given).size < given.length) faults.add(path, 'an id or value stands twice');
    },
  };
  return faults;
}
