import type { Token } from '../text/tokens.ts';
import { isCapital } from './customer-mention.ts';

/** How people open a message, in the languages sellers write. */
const GREETINGS: ReadonlySet<string> = new Set(
  `yo hiya heya howdy sup hullo ahoy aloha greetings bonjour bonsoir salut coucou hola buenas buenos ola oi ciao salve
  buongiorno buonasera hallo moin servus gruezi guten tag goedemorgen goedemiddag goedendag hoi hej hei moi namaste
  bom boa dia tarde`.split(/\s+/),
);

/** Whether a greeting stands here: before a mark or a small letter, since `Hola Foods` is somebody. */
export function isGreeting(tokens: readonly Token[], at: number): boolean {
  const [token, next] = [tokens[at], tokens[at + 1]];
  if (token === undefined || !GREETINGS.has(token.fold)) return false;
  return !(isCapital(token) && isCapital(next)) || GREETINGS.has(next?.fold ?? '');
}
