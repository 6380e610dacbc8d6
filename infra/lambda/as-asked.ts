/**
 * The request as a browser made it: behind a gateway the host is the gateway's own, while origins, cookies and
 * redirects go by the name that browsers know. Only the gateway calls the function, so that no other name comes in.
 * @param publicUrl An origin, as `https://assistant.example.com`.
 */
export function asAsked(request: Request, publicUrl: string): Request {
  const { pathname, search } = new URL(request.url);
  const asked = new Request(`${publicUrl}${pathname}${search}`, request);
  asked.headers.set('host', new URL(publicUrl).host);
  return asked;
}
