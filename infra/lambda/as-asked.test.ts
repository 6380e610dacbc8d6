import { describe, expect, it } from 'vitest';
import { asAsked } from './as-asked.ts';

describe('asAsked', () => {
  it('gives a request the name that browsers know, and leaves all else as it came', async () => {
    const asked = asAsked(
      new Request('https://abc.execute-api.us-east-1.amazonaws.com//questions?a=1&b=%2F', {
        method: 'POST',
        body: 'text=hello',
        headers: { host: 'abc.execute-api.us-east-1.amazonaws.com', origin: 'https://assistant.example.com' },
      }),
      'https://assistant.example.com',
    );
    expect(asked.url).toBe('https://assistant.example.com//questions?a=1&b=%2F');
    expect(asked.method).toBe('POST');
    expect(asked.headers.get('host')).toBe('assistant.example.com');
    expect(asked.headers.get('origin')).toBe('https://assistant.example.com');
    expect(await asked.text()).toBe('text=hello');
  });
});
