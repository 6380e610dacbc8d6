import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutWrapping } from './letters.ts';
import { tokenize } from './tokens.ts';

const kept = (text: string) =>
  withoutWrapping(tokenize(text))
    .map(({ fold }) => fold)
    .join(' ')
    .replace(/(?:\n ?)+/g, '/ ')
    .replace(/^\/ | ?\/ $/g, '');

describe('withoutWrapping', () => {
  it.for([
    ['> > Acme wants\n> a data lake', 'acme wants / a data lake'],
    [
      'From: a@b.example\nSent: Monday\nTo: c@d.example\nSubject: FW: Acme\n\nThey want it',
      'subject : acme / they want it',
    ],
    ['Date: 5 March\nCustomer: Acme', 'date : 5 march / customer : acme'],
    ['FW: RE: intro\n---\nAcme wants', 'intro / acme wants'],
    ['Acme wants\n--\nDana Smith\nAccount Executive | Example\n+1 555 0100', 'acme wants'],
    ['Acme wants\n\nBest regards,\nDana Smith\nExample Partners', 'acme wants'],
    ['Acme wants\ncheers, Jo', 'acme wants'],
    ['Acme wants\nThanks!', 'acme wants'],
    ['Acme wants\n\nSent from my iPhone', 'acme wants'],
    ['Begin forwarded message:\nAcme wants', 'acme wants'],
    ['On Mon, Nov 23, 2026 at 10:12 AM Dana Smith wrote:\n> Acme wants', 'acme wants'],
    ['*Customer:* Acme\n- **Close**: May', 'customer : acme / - close : may'],
    ['Thanks for the call\nAcme wants', 'thanks for the call / acme wants'],
    [
      'Thanks\nAcme in Spain wants a data lake on S3 with 40 TB of data, closing in May 2027 for 400k',
      'thanks / acme in spain wants a data lake on s3 with 40 tb of data , closing in may 2027 for 400 k',
    ],
    ['5*6 nodes, a_b and 2 * 3', '5 * 6 nodes , a _ b and 2 * 3'],
  ] as const)('keeps of %j', ([text, rest]) => {
    expect(kept(text)).toBe(rest);
  });

  it('keeps plain prose whole, and every token’s place', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Acme', 'wants', 'to', 'move', '40', 'servers', ',', '.', '(', ')'), {
          maxLength: 40,
        }),
        (words) => {
          const tokens = tokenize(words.join(' '));
          expect(withoutWrapping(tokens)).toEqual(tokens);
        },
      ),
    );
  });

  it('never throws, and adds nothing', () => {
    const piece = fc.constantFrom(
      '> ',
      '--',
      '\n',
      'From: ',
      'To: a@b',
      '*',
      '_',
      'Thanks',
      'Best regards,',
      '---',
      'x',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const tokens = tokenize(pieces.join(''));
        const starts = withoutWrapping(tokens).map(({ start }) => start);
        expect(starts.every((start, index) => index === 0 || start > (starts[index - 1] ?? 0))).toBe(true);
        expect(starts.every((start) => tokens.some((token) => token.start === start))).toBe(true);
      }),
    );
  });
});
