import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIntents } from '../intents/intents.ts';
import { tokenize } from '../text/tokens.ts';
import { understand } from '../understand.ts';
import { readPastPeriod } from './past-period.ts';
import { readLookup } from './read-lookup.ts';

const read = (
  text: string,
  around: { isFollowing?: boolean; customerName?: string; isAsked?: boolean } = {},
) => {
  const understanding = understand(text, { today: '2026-11-25' });
  return readLookup(understanding, {
    today: '2026-11-25',
    customerName: around.customerName,
    isFollowing: around.isFollowing ?? false,
    isAsked: around.isAsked ?? false,
    intents: readIntents(understanding.tokens),
  });
};

describe('readLookup', () => {
  it.for([
    ['what do we know about Rossini Foods?', 'Rossini Foods'],
    ['anything on acme?', 'acme'],
    ['have we worked with Rossini Foods before', 'Rossini Foods'],
    ['do we have history with Bank of Utrecht', 'Bank of Utrecht'],
    ['who is acme?', 'acme'],
    ['any past projects for Rossini?', 'Rossini'],
    ['pull up wat we hv on Birkavern Pharma plz', 'Birkavern Pharma'],
    ['did we ever do something for Zwartkop Diamonds?', 'Zwartkop Diamonds'],
    ['did i already run sundrift today', 'sundrift'],
    ['Are Rossini Foods an existing customer?', 'Rossini Foods'],
    ['is acme a customer of ours?', 'acme'],
    ['Is Acme in our CRM?', 'Acme'],
    ["what's our track record with Acme?", 'Acme'],
    ['when did we last work with Acme?', 'Acme'],
    ['i wonder if we have sold to Müller & Söhne GmbH', 'Müller & Söhne GmbH'],
    ['search for "Past Projects Ltd"', 'Past Projects Ltd'],
    ['Anything on Past Forward Records?', 'Past Forward Records'],
    ['Acme Health - any history?', 'Acme Health'],
    ['wht do we kno abt rossini', 'rossini'],
    ['any histroy with Marisol Hotels S.A.?', 'Marisol Hotels S.A.'],
    ['hey, do we know A.B. Lindqvist at all?', 'A.B. Lindqvist'],
    ['Have we worked with the Northgate Dental Group in Germany before?', 'Northgate Dental Group'],
    ["what's known about “The Deal Company”?", 'The Deal Company'],
    ['who owns Northgate Dental?', 'Northgate Dental'],
    ['Could you look into Northgate Dental for me?', 'Northgate Dental'],
    ['anything on Acme and Globex?', 'Acme and Globex'],
    ['was wissen wir über Acme Health?', 'Acme Health'],
    ['cosa sappiamo di Rossini Foods?', 'Rossini Foods'],
    ['what is in the system for Acme Health', 'Acme Health'],
    ['Acme Health, what do we have on them', 'Acme Health'],
    ['Sorry to rush you. Anything on Acme Health? meeting starts soon', 'Acme Health'],
  ] as const)('reads %j as a question about %s', ([text, name]) => {
    const found = read(text);
    expect(found?.name).toBe(name);
    expect(text.slice(found?.span?.start, found?.span?.end)).toBe(name);
  });

  it.for([
    'Acme in Germany wants a data lake, closing in June',
    'we have a deal with Fenwick Power',
    'we are working with Acme on a data lake',
    'let’s look at Acme in Austria',
    'who is the customer?',
    'who is the president of France?',
    'what do you know so far?',
    'any similar projects?',
    'details of the second project',
    'anything on healthcare?',
    'any projects in Austria?',
    'anything on my colleague’s deal?',
    'Have we worked with Acme before? They want a data lake in Austria, closing in June',
    'did we do this before?',
    'what did you tell me about Nordwind?',
    'go back to Acme',
    'have you got more details?',
    'any references I can show the customer?',
    '',
    '?',
  ])('reads %j as something else', (text) => {
    expect(read(text)).toBeNull();
  });

  it.for([
    ['and iskestead bank', 'iskestead bank'],
    ['Thaliven County?', 'Thaliven County'],
    ['ok, Hewestead Relief then', 'Hewestead Relief'],
    ['what about globex', 'globex'],
    ['Globex', 'Globex'],
    ['thanks. And Acme Bank?', 'Acme Bank'],
    ['same question for Globex Foods', 'Globex Foods'],
    ['ok. show me Globex', 'Globex'],
  ] as const)('goes on with %j after such a question only', ([text, name]) => {
    expect(read(text, { isFollowing: true })?.name).toBe(name);
    expect(read(text)).toBeNull();
  });

  it.for([
    'risks?',
    'and the services?',
    'thanks',
    'by quarter',
    'as a chart',
    'Austria',
    'sorry, 28 Feb 2027',
    'same for last year',
    'compare the two pls',
    'without Timestream',
    'how sure are you?',
    "what's the SQL behind it",
    "it's Concentra Health actually",
    'customer is "Blue Door" from Austria; kubernetes platform on EKS',
  ])('does not go on with %j', (text) => {
    expect(read(text, { isFollowing: true })).toBeNull();
  });

  it('takes a bare name for the answer where a name was asked for', () => {
    expect(read('Globex', { isFollowing: true, isAsked: true })).toBeNull();
    expect(read('and Globex?', { isFollowing: true, isAsked: true })?.name).toBe('Globex');
  });

  it('asks for the customer at hand by a pronoun', () => {
    const around = { customerName: 'Concentra' };
    expect(read('have we worked with them before?', around)).toEqual({ name: 'Concentra', span: null });
    expect(read('any history with this customer?', around)?.name).toBe('Concentra');
    expect(read('have we worked with them before?')).toBeNull();
    expect(read('what are they worth?', around)).toBeNull();
  });

  it.for([
    ['what did we look at for Concentra last month?', 'Concentra', '2026-10-01', '2026-10-31'],
    ['did i already run sundrift today', 'sundrift', '2026-11-25', '2026-11-25'],
    ['have we analysed Acme in the last two weeks?', 'Acme', '2026-11-11', '2026-11-25'],
    ['anything on Acme since October?', 'Acme', '2026-10-01', '2026-11-25'],
    ['any analysis for Acme in December?', 'Acme', '2025-12-01', '2025-12-31'],
    ['Did we look at Acme this quarter?', 'Acme', '2026-10-01', '2026-11-25'],
    ['did we do anything for Acme 3 weeks ago?', 'Acme', '2026-11-02', '2026-11-08'],
    ['did we work on Acme on Monday', 'Acme', '2026-11-23', '2026-11-23'],
    ['what did we analyse yesterday?', '*', '2026-11-24', '2026-11-24'],
    ['what have we looked at this week?', '*', '2026-11-23', '2026-11-25'],
  ] as const)('reads the time of %j', ([text, name, since, until]) => {
    expect(read(text)).toMatchObject({ name, period: { since, until } });
  });

  it('reads every period as days that end today at the latest', () => {
    const unit = fc.constantFrom('day', 'week', 'month', 'quarter', 'year');
    const day = fc.date({ min: new Date('2001-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom('last', 'this', 'past 3', 'last 11'), unit, (date, which, each) => {
        const today = date.toISOString().slice(0, 10);
        const found = readPastPeriod(tokenize(`anything on Acme ${which} ${each}s?`), today);
        expect(found?.since.localeCompare(found.until)).toBeLessThanOrEqual(0);
        expect(found?.until.localeCompare(today)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('finds any name in any frame, where it stands', () => {
    const frames = [
      'what do we know about %?',
      'have we ever worked with %',
      'anything on %?',
      'do we have any history with %?',
      'hi, did anyone sell something to % before?',
      'is % an existing customer of ours?',
      'can you check if we have past projects for %',
      'please look up %',
    ];
    const word = fc.stringMatching(/^[BCDFGKLMNPRSTVZ][aeiou][bdgkmnrtvz]{1,2}[aeiou][lnrsx]{1,2}$/);
    fc.assert(
      fc.property(
        fc.constantFrom(...frames),
        fc.array(word, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        (frame, words, isSmall) => {
          const name = isSmall ? words.join(' ').toLowerCase() : words.join(' ');
          const text = frame.replace('%', name);
          const facts = understand(name, { today: '2026-11-25' }).mentions;
          fc.pre(facts.places.length === 0 && facts.dates.length === 0);
          const found = read(text);
          fc.pre(
            found !== null || readIntents(understand(name, { today: '2026-11-25' }).tokens).length === 0,
          );
          expect(found?.name).toBe(name);
          expect(text.slice(found?.span?.start, found?.span?.end)).toBe(name);
        },
      ),
    );
  });

  it('never throws, and what it finds stands in the message', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.boolean(), (text, isFollowing) => {
        const found = read(text, { isFollowing });
        if (found?.span !== null && found !== null) {
          expect(found.span.start).toBeLessThan(found.span.end);
          expect(found.span.end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});
