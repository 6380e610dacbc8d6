import type { Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { sentForm } from './sent-form.ts';

/** `system` follows the device. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Cookie that keeps the choice; scripts may write it, since it is no secret. */
export const THEME_COOKIE = 'theme';

/** What was chosen on this device; the server writes it into the page, so that no other one flashes up. */
export function themeOf(context: Context): Theme {
  const chosen = getCookie(context, THEME_COOKIE);
  return THEMES.find((theme) => theme === chosen) ?? 'system';
}

/** `POST /theme` keeps a choice and leads back to the page it was made on. */
export function addThemeRoutes(app: Hono): void {
  app.post('/theme', async (context) => {
    const chosen = (await sentForm(context)).get('theme');
    const theme = THEMES.find((each) => each === chosen) ?? 'system';
    const secure = new URL(context.req.url).protocol === 'https:';
    setCookie(context, THEME_COOKIE, theme, { path: '/', sameSite: 'Lax', maxAge: YEAR_SECONDS, secure });
    return context.redirect(wayBack(context), 303);
  });
}

const YEAR_SECONDS = 31_536_000;

/** The page of ours that the form stood on. */
function wayBack(context: Context): string {
  const referer = context.req.header('referer') ?? '';
  if (!URL.canParse(referer)) return '/';
  const { host, pathname, search } = new URL(referer);
  const own = context.req.header('host') ?? new URL(context.req.url).host;
  return host === own && !pathname.startsWith('//') ? `${pathname}${search}` : '/';
}
