import { expect, it } from 'vitest';
import { keepLatest } from './keep-latest.ts';

it('reads a text once while it is among the latest, and again after that', () => {
  const read: string[] = [];
  const length = keepLatest((text) => {
    read.push(text);
    return text.length;
  }, 2);
  expect(['a', 'bb', 'a', 'ccc', 'a', 'bb'].map(length)).toEqual([1, 2, 1, 3, 1, 2]);
  expect(read).toEqual(['a', 'bb', 'ccc', 'bb']);
});
