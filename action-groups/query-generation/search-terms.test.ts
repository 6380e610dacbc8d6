import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchText } from '#knowledge-base/projects/search-text.ts';
import { searchTerms } from './search-terms.ts';
import { matchedTerms, termGroups } from './term-groups.ts';

const CONCENTRA = {
  customerName: 'Concentra',
  description:
    'Concentra in the US wants Sybase modernization: move 40 Sybase ASE databases to Aurora PostgreSQL, closing 3/5/2027',
  most: 8,
};

const terms = (description: string, customerName = 'Acme Bank') =>
  searchTerms({ description, customerName, most: 12 }).map(({ term }) => term);

describe('searchTerms', () => {
  it('takes products before services, workloads and verbs, and says why', () => {
    expect(searchTerms(CONCENTRA)).toMatchInlineSnapshot(`
      [
        {
          "group": "sybase",
          "needles": [
            "sybase",
          ],
          "term": "sybase",
          "weight": 10,
          "why": "a technology in the description",
        },
        {
          "group": "sybase",
          "needles": [
            " ase ",
          ],
          "term": "ase",
          "weight": 10,
          "why": "another name of sybase",
        },
        {
          "group": "postgresql",
          "needles": [
            "postgres",
          ],
          "term": "postgresql",
          "weight": 10,
          "why": "a technology in the description",
        },
        {
          "group": "aurora",
          "needles": [
            "aurora",
          ],
          "term": "aurora",
          "weight": 8,
          "why": "an AWS service in the description",
        },
        {
          "group": "databases",
          "needles": [
            "databas",
          ],
          "term": "databases",
          "weight": 6,
          "why": "a workload in the description",
        },
        {
          "group": "modernization",
          "needles": [
            "modern",
          ],
          "term": "modernization",
          "weight": 2,
          "why": "the kind of work in the description",
        },
      ]
    `);
  });

  it.for([
    ['quantities', 'move 40 Oracle databases, 3 TB and 24x7, for $2m in 1st year', ['oracle', 'databases']],
    ['dates', 'Oracle exit by March 2027, closing in Q2 on Monday', ['oracle', 'exit']],
    ['the customer', 'Acme Bank wants Oracle out of the bank', ['oracle']],
    ['countries and regions', 'Oracle in the US, Germany, New Zealand and EMEA', ['oracle']],
    ['wishes', 'they would like to get help with a new Oracle project', ['oracle']],
    ['everything, when there is nothing else', 'they need help with 40 things', []],
  ] as const)('leaves out %s', ([, description, expected]) => {
    expect(terms(description)).toEqual(expected);
  });

  it('brings the other names of a technology at its weight, and what goes with it at half', () => {
    const found = searchTerms({ customerName: 'x', description: 'retire our k8s clusters', most: 8 });
    expect(found.filter(({ why }) => why === 'goes with k8s')).toEqual([
      { term: 'eks', weight: 5, why: 'goes with k8s', needles: [' eks '], group: 'kubernetes' },
    ]);
    expect(found.find(({ term }) => term === 'kubernetes')).toMatchObject({
      weight: 10,
      group: 'kubernetes',
    });
  });

  it('finds ASE under Sybase and HANA under SAP', () => {
    expect(terms('move ASE to Aurora')).toContain('sybase');
    expect(terms('run S/4HANA in the cloud')).toContain('sap');
  });

  it('counts unknown words by their shape', () => {
    const found = searchTerms({
      customerName: 'x',
      description: 'The Zorbatron runs on XQ7, behind GDPR walls in Springfield, with a cadastral registry.',
      most: 12,
    });
    expect(found.map(({ term, weight, why }) => `${term} ${weight} ${why}`)).toMatchInlineSnapshot(`
      [
        "xq7 5 a name with digits in the description",
        "gdpr 5 an abbreviation in the description",
        "zorbatron 4 a name in the description",
        "cadastral 4 a long word in the description",
        "registry 4 a long word in the description",
        "runs 3 a word in the description",
        "behind 3 a word in the description",
        "walls 3 a word in the description",
        "springfield 2 a name, perhaps of a place, in the description",
      ]
    `);
  });

  it('finds with a singular what was written as a plural, and with a verb what was written as a noun', () => {
    const text = searchText(['Modernizing one database']);
    expect(
      searchTerms({ customerName: 'x', description: 'database modernization for databases', most: 8 }).every(
        ({ needles }) => needles.every((needle) => text.includes(needle)),
      ),
    ).toBe(true);
  });

  it('is not led by a text in capitals', () => {
    expect(searchTerms({ customerName: 'x', description: 'MOVE THE CADASTRE', most: 8 })).toEqual([
      {
        term: 'cadastre',
        weight: 4,
        why: 'a long word in the description',
        needles: ['cadastr'],
        group: 'cadastre',
      },
    ]);
  });

  it('gives distinct, bounded, bindable terms for any text, the same each time', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('Sybase', 'databases', '40', 'the', '%', "';--"),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), fc.integer({ min: 1, max: 12 }), (words, most) => {
        const options = { customerName: 'Acme', description: words.join(' '), most };
        const found = searchTerms(options);
        const groups = termGroups(found);
        expect(groups.length).toBeLessThanOrEqual(most);
        expect(new Set(found.map(({ needles }) => needles.join('|'))).size).toBe(found.length);
        for (const { needles, weight } of found) {
          // No % or _: the pattern of LIKE needs no escape.
          for (const needle of needles) expect(needle).toMatch(/^ ?[\p{L}\p{N}]+ ?$/u);
          expect(weight).toBeGreaterThanOrEqual(1);
          expect(weight).toBeLessThanOrEqual(10);
        }
        const best = groups.map(([first]) => first?.weight ?? 0);
        expect([...best].sort((a, b) => b - a)).toEqual(best);
        expect(searchTerms(options)).toEqual(found);
      }),
    );
  });

  it('finds each of its terms in the words of the very text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Sybase', 'database', 'Aurora', 'reporting', 'warehouse', 'widgets'), {
          minLength: 1,
          maxLength: 8,
        }),
        (words) => {
          const description = words.join(' ');
          const text = searchText([description]);
          const found = searchTerms({ customerName: 'x', description, most: 12 });
          expect(matchedTerms(text, found)).toHaveLength(termGroups(found).length);
          for (const { needles, why } of found) {
            if (why.endsWith('in the description'))
              for (const needle of needles) expect(text).toContain(needle);
          }
        },
      ),
    );
  });

  it('reads the largest description in little work', () => {
    const description = 'Sybase databases '.repeat(250);
    expect(searchTerms({ customerName: 'x', description, most: 8 })).toHaveLength(3);
  });

  it.for([
    ['contact centre on Amazon Connect', ['contact centre', 'contact center', 'connect']],
    ['call center with 120 seats', ['call center', 'call centre', 'connect', 'contact center']],
    ['access control with Lake Formation', ['lake formation']],
    ['lift-and-shift of 150 VMs', ['lift and shift', 'rehost', 'vms', 'virtual machine']],
    ['Data Centre exit', ['data centre', 'data center', 'datacenter']],
  ] as const)('takes %j as words that mean something together', ([description, expected]) => {
    const terms = searchTerms({ description, customerName: 'Acme', most: 12 });
    const weights = new Map(terms.map(({ term, weight }) => [term, weight]));
    for (const term of expected) expect(weights.get(term) ?? 0).toBeGreaterThanOrEqual(3);
    expect(weights.has('amazon')).toBe(false);
  });

  it('takes connect for a service in the name of one only', () => {
    const weightOf = (description: string) =>
      searchTerms({ description, customerName: 'Acme', most: 12 }).find(({ term }) => term === 'connect')
        ?.weight;
    expect(weightOf('telephony on Amazon Connect')).toBe(8);
    expect(weightOf('connect the shops to a portal')).toBeLessThan(6);
  });

  it('keeps the names of one thing together, so that it counts once', () => {
    const found = searchTerms({
      customerName: 'x',
      description: 'lift and shift of their data center; SAP S/4HANA on HANA',
      most: 8,
    });
    expect(
      termGroups(found).map((group) => group.map(({ term, weight }) => `${term} ${weight}`)),
    ).toMatchInlineSnapshot(`
      [
        [
          "sap 10",
          "hana 10",
          "4hana 10",
          "abap 5",
          "netweaver 5",
        ],
        [
          "lift and shift 6",
          "rehost 6",
        ],
        [
          "data center 6",
          "data centre 6",
          "datacenter 6",
        ],
      ]
    `);
    const text = searchText(['Rehosting the data centre: S/4HANA and SAP, HANA']);
    expect(matchedTerms(text, found).map(({ term }) => term)).toMatchInlineSnapshot(`
      [
        "sap",
        "rehost",
        "data centre",
      ]
    `);
  });

  it('leaves out the partner, but for the technologies of its name', () => {
    const description = 'Northwind Cloudworks and Oracle Experts move Oracle databases';
    const options = { customerName: 'x', description, most: 8 };
    const without = searchTerms({ ...options, partnerName: 'Northwind Cloudworks' });
    expect(without.map(({ term }) => term)).toEqual(['oracle', 'databases', 'experts']);
    const own = searchTerms({ ...options, partnerName: 'Oracle Experts' });
    expect(own.map(({ term }) => term)).toContain('oracle');
    expect(own.map(({ term }) => term)).not.toContain('experts');
  });
});
