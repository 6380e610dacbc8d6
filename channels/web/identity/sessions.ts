import { z } from 'zod';
import { createSealer, MOST_SEALED_CHARACTERS } from './sealed-text.ts';
import type { WhoClaims } from './seller-of-claims.ts';

const session = z.object({
  sub: z.string(),
  who: z.object({
    id: z.string().optional(),
    email: z.string().optional(),
    emailVerified: z.boolean(),
  }),
  /** When its token ends. */
  expiresAtMs: z.number(),
  signedInAtMs: z.number(),
  refreshToken: z.string().optional(),
});

/** A browser that has signed in; the browser keeps it, sealed. */
export type Session = Omit<z.infer<typeof session>, 'who' | 'refreshToken'> & {
  readonly who: WhoClaims;
  readonly refreshToken?: string | undefined;
};

/** After this long one signs in again, whatever was renewed. */
export const LONGEST_SESSION_MS = 12 * 60 * 60_000;

export interface Sessions {
  /** With the instant after which nobody can open it. A refresh token that makes it too large is left out. */
  seal(session: Session): Promise<{ readonly text: string; readonly until: Date }>;
  open(text: string): Promise<Session | undefined>;
}

export function createSessions(secret: string, clock: () => Date): Sessions {
  const sealer = createSealer(secret, 'session', clock);
  async function seal(given: Session): Promise<{ text: string; until: Date }> {
    const until = new Date(
      given.refreshToken === undefined
        ? Math.min(given.expiresAtMs, given.signedInAtMs + LONGEST_SESSION_MS)
        : given.signedInAtMs + LONGEST_SESSION_MS,
    );
    const text = await sealer.seal({ ...given }, until);
    if (text.length <= MOST_SEALED_CHARACTERS || given.refreshToken === undefined) return { text, until };
    const { refreshToken: _, ...without } = given;
    return seal(without);
  }

  return {
    seal,
    async open(text) {
      const parsed = session.safeParse(await sealer.open(text));
      return parsed.success ? parsed.data : undefined;
    },
  };
}
