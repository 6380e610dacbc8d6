import { describe, expect, it } from 'vitest';
import { ISSUER, identityRig } from '#infra/local/issuer/__fixtures__/signed-in-browser.ts';

const MINUTE_MS = 60_000;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('signing in', () => {
  it('leads to the issuer and back to where one was, with a cookie that scripts cannot read', async () => {
    const { browser } = await identityRig();
    const { request, callbackOf, json } = browser();
    expect(await json('/')).toMatchObject({ code: 'not-signed-in' });
    const callback = await callbackOf('olivia', '/answers/1?part=2');
    const back = await request(callback);
    expect([back.status, back.headers.get('location')]).toEqual([303, '/answers/1?part=2']);
    const [cookie] = back.headers.getSetCookie().filter((line) => line.startsWith('session='));
    expect(cookie).toMatch(/; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await json('/')).toMatchObject({
      sellerId: 'olivia',
      by: 'session',
      expiresAt: '2026-11-25T11:00:00.000Z',
    });
  });

  it('binds its cookies to the host on https, and leads back to the public address', async () => {
    const { browser } = await identityRig({ publicUrl: 'https://assistant.example.com' });
    const { request } = browser();
    const begun = await request('/sign-in');
    const target = new URL(begun.headers.get('location') ?? '');
    expect(target.searchParams.get('redirect_uri')).toBe('https://assistant.example.com/sign-in/callback');
    expect(begun.headers.getSetCookie()[0]).toMatch(
      /^__Host-sign-in-[0-9a-f]{12}=.*; Path=\/; HttpOnly; Secure; /,
    );
  });

  it('takes a way back once, in the browser that began it, within ten minutes, each of several tabs', async () => {
    const rig = await identityRig();
    const [mine, other] = [rig.browser(), rig.browser()];
    const [one, two] = [await mine.callbackOf('olivia'), await mine.callbackOf('nora')];
    expect((await mine.request(one)).status).toBe(303);
    expect(await mine.json(one)).toMatchObject({ code: 'sign-in-failed' });
    expect((await mine.request(two)).status).toBe(303);
    // Another’s way back: an attacker’s account would become this browser’s.
    expect(await other.json(await mine.callbackOf('nora'))).toMatchObject({ code: 'sign-in-failed' });
    const late = await mine.callbackOf('olivia');
    rig.pass(11 * MINUTE_MS);
    expect(await mine.json(late)).toMatchObject({ code: 'sign-in-failed' });
  });

  it('keeps a few sign-ins under way and no more', async () => {
    const { browser } = await identityRig();
    const { jar, request } = browser();
    for (let round = 0; round < 8; round += 1) await request('/sign-in');
    expect(jar.size).toBe(4);
  });

  it.for<[string, (callback: URL) => void]>([
    ['another state', (callback) => callback.searchParams.set('state', 'x'.repeat(43))],
    ['no state', (callback) => callback.searchParams.delete('state')],
    ['another issuer', (callback) => callback.searchParams.set('iss', 'https://evil.example')],
    ['an issuer that is not named', (callback) => callback.searchParams.delete('iss')],
    ['a code that was made up', (callback) => callback.searchParams.set('code', 'made-up')],
    ['no code', (callback) => callback.searchParams.delete('code')],
    ['a refusal', (callback) => callback.searchParams.set('error', 'access_denied')],
  ])('fails with %s, and signs nobody in', async ([, change]) => {
    const { json, jar, callbackOf } = (await identityRig()).browser();
    const callback = new URL(await callbackOf('olivia'));
    change(callback);
    expect(await json(callback.href)).toMatchObject({ code: 'sign-in-failed' });
    expect(jar.has('session')).toBe(false);
  });

  it('says so when the account is nobody in the directory, now or later', async () => {
    const rig = await identityRig();
    const { signIn, json, jar } = rig.browser();
    expect((await signIn('gone')).status).toBe(403);
    expect(jar.has('session')).toBe(false);
    await signIn('nora');
    rig.leave('nora');
    expect(await json('/')).toMatchObject({ code: 'unknown-seller' });
  });

  it('does not take over a session that was there before', async () => {
    const { signIn, json, jar } = (await identityRig()).browser();
    await signIn('nora');
    const planted = jar.get('session');
    await signIn('olivia');
    expect(jar.get('session')).not.toBe(planted);
    expect(await json('/')).toMatchObject({ sellerId: 'olivia' });
  });

  it('ends with signing out, and says where the issuer ends it too', async () => {
    const { signIn, request, json, jar } = (await identityRig()).browser();
    await signIn('olivia');
    const { form = '' } = await json('/');
    const out = await request('/sign-out', { method: 'POST', body: `formId=${form}`, headers: FORM });
    expect([out.status, out.headers.get('location'), jar.has('session')]).toEqual([
      303,
      '/signed-out',
      false,
    ]);
    const page = await (await request('/signed-out')).text();
    expect(page).toBe(
      `signed out ${ISSUER}/end-session?client_id=partner-seller-assistant&post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A3000%2F`,
    );
  });
});

describe('a session', () => {
  it('is renewed behind a request, once for all that come at once, whoever answers', async () => {
    const rig = await identityRig();
    const { signIn, request, json, jar } = rig.browser();
    await signIn('olivia');
    const before = jar.get('session');
    rig.pass(61 * MINUTE_MS);
    rig.state.asked.length = 0;
    const cookie = `session=${before}`;
    const answers = await Promise.all([1, 2, 3].map(() => rig.app.request('/raw', { headers: { cookie } })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(rig.state.asked.filter((path) => path === '/token')).toHaveLength(1);
    const raw = await request('/raw');
    expect(raw.headers.getSetCookie()[0]).toMatch(/^session=/);
    expect(await json('/')).toMatchObject({ sellerId: 'olivia', expiresAt: '2026-11-25T12:01:00.000Z' });
    expect(jar.get('session')).not.toBe(before);
  });

  it('goes on while its token lasts when the issuer is down, and says what is the matter after that', async () => {
    const rig = await identityRig();
    const { signIn, json } = rig.browser();
    await signIn('olivia');
    rig.state.isDown = true;
    rig.pass(59.5 * MINUTE_MS);
    expect(await json('/')).toMatchObject({ sellerId: 'olivia' });
    rig.pass(MINUTE_MS);
    expect(await json('/')).toMatchObject({ code: 'issuer-unavailable' });
    rig.state.isDown = false;
    expect(await json('/')).toMatchObject({ sellerId: 'olivia' });
  });

  it('ends after twelve hours, whatever was renewed', async () => {
    const rig = await identityRig();
    const { signIn, json } = rig.browser();
    await signIn('olivia');
    for (let hour = 0; hour < 11; hour += 1) {
      rig.pass(60 * MINUTE_MS);
      expect(await json('/')).toMatchObject({ sellerId: 'olivia' });
    }
    rig.pass(61 * MINUTE_MS);
    expect(await json('/')).toMatchObject({ code: 'token-expired' });
  });

  it.for([
    [
      'tampered with',
      (text: string) => `${text.slice(0, 60)}${text[60] === 'A' ? 'B' : 'A'}${text.slice(61)}`,
    ],
    ['of another purpose', (_: string, flow: string) => flow],
    ['oversized', () => 'x'.repeat(9_000)],
    ['an ID token of another', () => 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJvbGl2aWEifQ.'],
  ] as const)('that is %s is nobody’s', async ([, change]) => {
    const { signIn, request, json, jar } = (await identityRig()).browser();
    await signIn('olivia');
    await request('/sign-in');
    const [flow = ''] = [...jar].filter(([name]) => name.startsWith('sign-in-')).map(([, value]) => value);
    jar.set('session', change(jar.get('session') ?? '', flow));
    expect(await json('/')).toMatchObject({ code: 'token-expired' });
  });
});

describe('what a browser sends with its cookie', () => {
  it.for<[string, Record<string, string>, boolean, number]>([
    ['our page', { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' }, false, 200],
    ['our page, with an origin only', { origin: 'http://localhost:3000' }, false, 200],
    ['our page, with a referrer only', { referer: 'http://localhost:3000/answers/1' }, false, 200],
    ['a text browser, with the form’s token', {}, true, 200],
    ['a text browser, without it', {}, false, 403],
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, true, 403],
    ['another port', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:3001' }, true, 403],
    ['a sandbox', { origin: 'null' }, true, 403],
    ['another site’s referrer', { referer: 'https://evil.example/localhost:3000' }, true, 403],
  ])('from %s', async ([, headers, withToken, status]) => {
    const { signIn, request, json } = (await identityRig()).browser();
    await signIn('olivia');
    const { form = '' } = await json('/');
    const body = withToken ? `text=hello&formId=${form}` : 'text=hello';
    const response = await request('/', { method: 'POST', body, headers: { ...FORM, ...headers } });
    expect(response.status).toBe(status);
    if (status === 200) expect(await response.json()).toEqual({ sellerId: 'olivia', sent: body });
  });

  it('does not count for another seller’s form', async () => {
    const rig = await identityRig();
    const [olivia, nora] = [rig.browser(), rig.browser()];
    await olivia.signIn('olivia');
    await nora.signIn('nora');
    const { form = '' } = await nora.json('/');
    const sent = { method: 'POST', body: `formId=${form}`, headers: FORM };
    expect(await olivia.json('/', sent)).toMatchObject({ code: 'cross-site' });
  });
});

describe('a token of the Authorization header', () => {
  it('needs no form and no origin, and goes before the cookie', async () => {
    const rig = await identityRig();
    const { signIn, json } = rig.browser();
    await signIn('olivia');
    const issued = await rig.issuer.request(`${ISSUER}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'urn:partner-seller-assistant:development-seller',
        client_id: 'partner-seller-assistant',
        seller: 'nora',
      }),
    });
    const { access_token: token, refresh_token: refresh } = (await issued.json()) as Record<string, string>;
    const headers = { authorization: `Bearer ${token}`, origin: 'https://other.example' };
    expect(await json('/', { method: 'POST', headers })).toMatchObject({ sellerId: 'nora' });
    const answers = await Promise.all(
      [`Bearer ${refresh}`, `Basic ${token}`, 'Bearer', 'Bearer a b', `Bearer ${token}x`].map(
        async (authorization) => (await json('/', { headers: { authorization } })).code,
      ),
    );
    expect(answers).toEqual(answers.map(() => 'token-invalid'));
  });
});
