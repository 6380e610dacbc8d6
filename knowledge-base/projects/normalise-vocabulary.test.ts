import { describe, expect, it } from 'vitest';
import { AWS_SERVICES, awsService } from './aws-services.ts';
import { COUNTRY_ALIASES, COUNTRY_CODES } from './country-codes.ts';
import { UNREADABLE } from './normalise-text.ts';
import { createVocabularyReader } from './normalise-vocabulary.ts';
import { INDUSTRIES } from './vocabulary.ts';

describe('createVocabularyReader', () => {
  it.for<[unknown, unknown]>([
    ['Energy - Oil and Gas', 'Energy - Oil and Gas'],
    ['ENERGY OIL AND GAS', 'Energy - Oil and Gas'],
    [' energy-oilandgas', 'Energy - Oil and Gas'],
    ['n/a', null],
    [undefined, null],
    ['Enargy', UNREADABLE],
    [7, UNREADABLE],
  ])('reads %o as %o', ([cell, expected]) => {
    expect(createVocabularyReader(INDUSTRIES)(cell)).toBe(expected);
  });

  it.for<[string, unknown]>([
    ['US', 'US'],
    ['usa', 'US'],
    ['U.S.', 'US'],
    ['united kingdom', 'GB'],
    ['UK', 'GB'],
    ["Cote d'Ivoire", 'CI'],
    ['Namibia', 'NA'],
    ['NA', null],
    ['EU', UNREADABLE],
  ])('reads the country %s as %o', ([cell, expected]) => {
    expect(createVocabularyReader(COUNTRY_CODES, COUNTRY_ALIASES)(cell)).toBe(expected);
  });
});

describe('awsService', () => {
  it.for([
    ['aurora', 'Amazon Aurora'],
    ['AWS  Aurora', 'Amazon Aurora'],
    ['AmazonS3', 'Amazon S3'],
    ['Amazon Simple Storage Service (S3)', 'Amazon S3'],
    ['lambda', 'AWS Lambda'],
    ['Amazon Braket', undefined],
  ] as const)('knows %s as %s', ([text, expected]) => {
    expect(awsService(text)).toBe(expected);
  });

  it('knows each listed name as itself', () => {
    expect(AWS_SERVICES.map(awsService)).toEqual(AWS_SERVICES);
  });
});
