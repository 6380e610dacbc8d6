import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EDGE_WORDS, FIELD_NOUNS } from './facts/name-words.ts';
import { understand } from './understand.ts';

const today = '2026-11-23';

describe('understand', () => {
  it('never throws, and every span lies inside the source', () => {
    const piece = fc.constantFrom(
      'Acme',
      ' wants ',
      ' in the US',
      ' 3/5/2027',
      ' $1.2M',
      '\n',
      ': ',
      ', ',
      '(',
      ')',
      ' not ',
      ' from ',
      'Customer',
      'Close',
      ' - ',
      '"',
      '31 February',
      ' bank',
      ' of ',
      '🙂',
      '\u200b',
      ' 40 databases',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (source) => {
        for (const { span } of understand(source, { today }).facts) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeLessThanOrEqual(source.length);
          expect(span.end).toBeGreaterThan(span.start);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('finds the same facts whatever their order', () => {
    const fields = [
      'Customer: Acme GmbH',
      'Country: Austria',
      'Close date: 1 June 2027',
      'Description: 40 Oracle databases to Aurora',
      'Industry: retail',
      'ARR: $1.2M',
    ];
    const values = (source: string) =>
      Object.fromEntries(understand(source, { today }).facts.map(({ field, value }) => [field, value]));
    const expected = values(fields.join('\n'));
    expect(expected).toEqual({
      customerName: 'Acme GmbH',
      country: 'AT',
      targetCloseDate: '1 June 2027',
      description: '40 Oracle databases to Aurora',
      industry: 'Retail',
      expectedAnnualUsd: 1_200_000,
    });
    fc.assert(
      fc.property(
        fc.shuffledSubarray(fields, { minLength: fields.length }),
        fc.constantFrom('\n', '\n- ', '; ', ' | '),
        (order, joint) => {
          // A description runs on to the next label, so it may hold no joint of its own.
          expect(values(order.join(joint))).toEqual(expected);
        },
      ),
    );
  });

  it.for([
    'a '.repeat(50_000),
    ','.repeat(100_000),
    '1/2/'.repeat(25_000),
    'Customer: '.repeat(10_000),
    '$1 '.repeat(33_000),
    'Acme wants '.repeat(9_000),
    '('.repeat(100_000),
    `${' '.repeat(100_000)}x`,
    'of the '.repeat(14_000),
    'A & '.repeat(25_000),
    'customer is '.repeat(8_000),
    'W10 '.repeat(25_000),
    `cheers${' '.repeat(100_000)}x`,
    '\ncheers ,'.repeat(12_000),
    'From: a@b\n'.repeat(10_000),
    'our partner is A '.repeat(6_000),
    "it's A, not B ".repeat(7_000),
    'customer <'.repeat(10_000),
    'not but A '.repeat(10_000),
    'price now '.repeat(10_000),
  ])('reads 100 KB of one thing', (source) => {
    expect(() => understand(source, { today })).not.toThrow();
  });

  it('says where a value came from', () => {
    const source = 'Acme in Germany wants SAP on AWS, closing 1 June 2027';
    const { facts } = understand(source, { today });
    expect(
      Object.fromEntries(
        facts
          .filter(({ field }) => field !== 'description')
          .map(({ field, span }) => [field, source.slice(span.start, span.end)]),
      ),
    ).toEqual({
      customerName: 'Acme',
      country: 'Germany',
      targetCloseDate: '1 June 2027',
      opportunityName: 'SAP on AWS',
    });
  });

  it.for([
    ["Acme in the US, 40 VMs to EC2 by May. It's an enterprise", 'Enterprise'],
    ['Acme in the US, they are quite big, enterprise', 'Enterprise'],
    ['Acme in the US wants an enterprise search platform', undefined],
    ['Acme in the US, they use it as enterprise search', undefined],
  ] as const)('hears in %j the segment %s', ([source, segment]) => {
    const { facts } = understand(source, { today });
    expect(facts.find(({ field }) => field === 'customerSegment')?.value).toBe(segment);
  });

  it.for([
    ['Budget: 1.2m', 1_200_000],
    ['the budget is 100k', 100_000],
    ['MRR: 20k', 240_000],
    ['price is 300k', 300_000],
    ['they pay 1.2m a year', 1_200_000],
    ['Acme in Germany wants SAP on AWS, closing 2027-04-01, budget is 250k', 250_000],
    ['Acme in Germany wants SAP on AWS, worth about 2 million a year', 2_000_000],
    ['They pay Oracle 2M a year, Acme in Germany wants Aurora', undefined],
    ['Budget: 250 lakh', undefined],
  ] as const)('hears in %j the amount %s, and does not describe it', ([source, amount]) => {
    const { facts } = understand(source, { today });
    const value = (wanted: string) => facts.find(({ field }) => field === wanted)?.value;
    expect(value('expectedAnnualUsd')).toBe(amount);
    if (amount !== undefined) expect(String(value('description'))).not.toMatch(/\d|budget|worth|pay/i);
  });

  const customerIn = (source: string) => {
    const fact = understand(source, { today }).facts.find(({ field }) => field === 'customerName');
    return fact === undefined ? null : `${fact.value} (${fact.surety})`;
  };

  it.for([
    ['Customer: Acme', 'Acme (explicit)'],
    ["no, the customer isn't Kraus, it's Krausmann", 'Krausmann (explicit)'],
    ['not Kraus but Krausmann', 'Krausmann (tied)'],
    ["it's Krausmann, not Kraus", 'Krausmann (tied)'],
    ['we won Contoso last year; now Contoso wants phase 2', 'Contoso (tied)'],
    ['3M in Germany wants to move 40 VMs', '3M (tied)'],
    ['Nordic Foods, Sweden, close May 2027, data warehouse on Redshift', 'Nordic Foods (guessed)'],
    ['close 05/06/2027, Customer Foo Ltd, APJ, VMware migration', 'Foo Ltd (explicit)'],
    ['need numbrs 4 Hooli (USA) move 300 vms closin jun 27', 'Hooli (tied)'],
    ["Customer x'); DROP TABLE t;-- in the US, wants SAP on AWS", "x'); DROP TABLE t;-- (explicit)"],
    ['Client <b>Acme</b>, Germany; 40 VMs to EC2', '<b>Acme</b> (explicit)'],
    ['Springfield', 'Springfield (guessed)'],
    ['Still Water Brewing, Canada, 40 VMs to EC2', 'Still Water Brewing (guessed)'],
    ['Customer Portal rebuild, for Acme Ltd in Peru', 'Acme Ltd (tied)'],
    ['price is 300k', null],
    ['worth 2 million a year', null],
    ['ARR 300k', null],
    ['they pay 1.2m a year', null],
    ['it is mid-market by the way', null],
    ['migrate stuff', null],
    ['I am a student, explain what Aurora is', null],
    ['40 person company', null],
    ['we are big', null],
    ["it's not SAP, it's Oracle", null],
    ['Customer service platform on Amazon Connect', null],
  ] as const)('hears in %j the customer %s', ([source, customer]) => {
    expect(customerIn(source)).toBe(customer);
  });

  it('takes no adverb, negation or word for a fact into the name', () => {
    const words = fc.constantFrom(...EDGE_WORDS, ...FIELD_NOUNS);
    const shape = fc.constantFrom(
      '% Contoso wants a data lake',
      'Contoso % wants a data lake',
      '% is 300k',
      '%',
      'the % is fine, thanks',
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 3 }), shape, (before, form) => {
        const source = form.replace('%', before.join(' '));
        const name = customerIn(source)?.replace(/ \(\w+\)$/, '') ?? 'Contoso';
        expect([source, name]).toEqual([source, 'Contoso']);
      }),
      { numRuns: 300 },
    );
  });

  it('says of every customer how surely it is one, and of nothing else', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'Acme',
            ' wants ',
            'customer ',
            ' is ',
            ' in Peru',
            ', ',
            'for ',
            '"',
            ' Ltd',
            ': ',
          ),
          { maxLength: 10 },
        ),
        (pieces) => {
          for (const { field, surety } of understand(pieces.join(''), { today }).facts)
            expect(surety !== undefined).toBe(field === 'customerName');
        },
      ),
    );
  });

  it.for([
    [
      'Acme in Germany wants a data lake; partner Northwind Cloudworks; close May 2027',
      'Northwind Cloudworks',
    ],
    ['Acme in Germany wants a data lake delivered by Northwind Cloudworks', 'Northwind Cloudworks'],
    ['Acme in Germany wants a data lake through partner Northwind Cloudworks', 'Northwind Cloudworks'],
    ['Acme in Germany wants a data lake and our partner is Northwind Cloudworks', 'Northwind Cloudworks'],
    ['Acme in Germany wants a data lake delivered by May 2027', undefined],
    ['Acme in Germany wants a data lake with a partner portal', undefined],
  ] as const)('hears in %j the partner %s', ([source, partner]) => {
    const { facts } = understand(source, { today });
    const value = (wanted: string) => facts.find(({ field }) => field === wanted)?.value;
    expect([value('customerName'), value('partnerName')]).toEqual(['Acme', partner]);
    if (partner !== undefined) expect(value('description')).toBe('a data lake');
  });

  it.for([
    [
      "From: Anna Kraus <a@example.com>\nSent: Monday, 3 May 2027\nTo: Tom <t@example.com>\nSubject: quick question\n\nHi Tom, hope you're well! Acme in Germany wants 40 databases moved to Aurora by June 2027. numbers asap thx\nCheers Tom",
      '40 databases moved to Aurora',
    ],
    ['see below. Acme in Germany wants to move SAP to AWS', 'move SAP to AWS'],
    ['Acme | Germany | close 2027-04-01 | SAP migration | Stage: Qualified', 'SAP migration'],
    ['meeting notes 20 Nov: Acme Ltd, Germany, wants to migrate SAP, close May 2027', 'migrate SAP'],
    ['what if it also includes QuickSight dashboards and SageMaker?', 'QuickSight dashboards and SageMaker'],
    ['Acme in Germany wants to cc: all mails to S3', 'cc: all mails to S3'],
  ] as const)('describes %j as %s', ([source, description]) => {
    const { facts } = understand(source, { today });
    const value = (wanted: string) => facts.find(({ field }) => field === wanted)?.value;
    expect(value('description')).toBe(description);
    expect(value('opportunityName')).not.toBe('quick question');
  });

  it('takes the subject of a mail that says what is wanted', () => {
    const { facts } = understand('Subject: Sybase migration for Acme\n\nAcme in Peru', { today });
    expect(facts.find(({ field }) => field === 'opportunityName')?.value).toBe('Sybase migration for Acme');
  });

  it.for([
    'which customers in Germany are biggest?',
    'Opportunity - Tailspin Toys / Canada / retail / Feb 2027 / leave Oracle',
  ])('takes neither a plural nor a date for the customer in %j', (source) => {
    const { facts } = understand(source, { today });
    const names = facts.filter(({ field }) => field === 'customerName').map(({ value }) => value);
    expect(names.filter((value) => value !== 'Tailspin Toys')).toEqual([]);
  });
});
