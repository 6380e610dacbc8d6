import { describe, expect, it } from 'vitest';
import { testWeb, textOf } from '../__fixtures__/test-web.ts';

describe('the theme', () => {
  it('is the device’s until one is chosen, and comes with the page', async () => {
    const web = testWeb();
    expect(await textOf(web.get('/'))).toContain('data-theme="system"');
    await web.post('/theme', { theme: 'dark' });
    const dark = await textOf(web.get('/'));
    expect(dark).toContain('data-theme="dark"');
    expect(dark).toContain('<meta name="color-scheme" content="dark"/>');
    expect(dark).toContain('value="dark" aria-pressed="true"');
  });

  it.for([
    ['http://localhost/history?page=2', '/history?page=2'],
    ['https://elsewhere.example/x', '/'],
    ['http://localhost//elsewhere.example', '/'],
    ['no address', '/'],
    ['', '/'],
  ])('leads back from %j to %s', async ([referer = '', path]) => {
    const response = await testWeb().post('/theme', { theme: 'light' }, { referer });
    expect([response.status, response.headers.get('location')]).toEqual([303, path]);
  });

  it('that is none is the device’s', async () => {
    const web = testWeb();
    await web.post('/theme', { theme: '"><script>' });
    expect(await textOf(web.get('/'))).toContain('data-theme="system"');
  });
});
