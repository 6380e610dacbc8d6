import { describe, expect, it } from 'vitest';
import { artifactOf, EXAMPLE_TYPES } from './__fixtures__/example-results.ts';
import { csvFile } from './csv-file.ts';

describe('csvFile', () => {
  it.for(EXAMPLE_TYPES)('writes the rows of a %s under a name that is safe', (type) => {
    const file = csvFile(artifactOf(type));
    expect(file?.filename).toMatch(/^[A-Za-z0-9-]+\.csv$/);
    expect(file?.content.startsWith('\ufeff')).toBe(true);
    expect(file?.content.split('\r\n').length).toBeGreaterThan(2);
    expect(file?.title).not.toBe('Result');
  });

  it('makes none of a result that it cannot read', () => {
    expect(csvFile({ type: 'analysis', id: 'x' })).toBeUndefined();
    expect(csvFile({ type: 'query', id: 'x' })).toBeUndefined();
  });

  it('lets no path into the name', () => {
    expect(csvFile({ ...artifactOf('insight'), id: '../../etc/passwd' })?.filename).toBe(
      'insight--etc-passwd.csv',
    );
  });
});
