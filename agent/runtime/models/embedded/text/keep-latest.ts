/**
 * The same function, pure, which works a text out once as long as it is among the latest `most` texts: passages and
 * headings are read again with each question.
 */
export function keepLatest<Value>(read: (text: string) => Value, most: number): (text: string) => Value {
  const kept = new Map<string, { readonly value: Value }>();
  return (text) => {
    const known = kept.get(text);
    const entry = known ?? { value: read(text) };
    if (known !== undefined) kept.delete(text);
    kept.set(text, entry);
    const [oldest] = kept.size > most ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    return entry.value;
  };
}
