import { randomInt } from 'node:crypto';

const CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** A new id in the service's form: ten upper-case letters and digits. */
export function newAliasId(): string {
  return Array.from({ length: 10 }, () => CHARACTERS.charAt(randomInt(CHARACTERS.length))).join('');
}
