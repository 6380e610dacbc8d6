import { AWS_SERVICES, awsService } from '#knowledge-base/projects/aws-services.ts';
import type { Parser } from '../text/grammar.ts';
import { phrases } from '../text/phrases.ts';
import type { ValueTerm } from './term.ts';
import { DOUBTFUL_SERVICES, SERVICE_CUES } from './value-words.ts';

const SHORT_NAMES: Readonly<Record<string, string>> = {
  dynamo: 'Amazon DynamoDB',
  'dynamo db': 'Amazon DynamoDB',
  'elastic cache': 'Amazon ElastiCache',
  route53: 'Amazon Route 53',
  glacier: 'Amazon S3 Glacier',
  'kinesis data streams': 'Amazon Kinesis',
};

const SERVICE_NAMES: Parser<string> = (() => {
  const names = AWS_SERVICES.flatMap((name): [string, string][] => {
    const bare = name.replace(/^(?:Amazon|AWS) /, '');
    const coined = bare.split(' ').filter((word) => /^\p{Lu}\p{Ll}+\p{Lu}/u.test(word));
    return [name, bare, `amazon ${bare}`, `aws ${bare}`, ...coined].map((phrase) => [phrase, name]);
  });
  const aliases: [string, string][] = [
    'ec2',
    's3',
    'ebs',
    'rds',
    'eks',
    'ecs',
    'vpc',
    'dms',
    'kms',
    'msk',
    'opensearch',
    'sagemaker',
    'quicksight',
    'kinesis',
    'control tower',
    'step functions',
    'emr',
    'efs',
    'fsx',
    'elasticsearch service',
    'quick sight',
    'outposts',
    'workspaces',
    'glacier',
    'iot core',
    'cloudfront',
    'dynamo',
    'dynamo db',
    'elastic cache',
    'route53',
    'documentdb',
    'kinesis data streams',
  ].flatMap((alias): [string, string][] => {
    const name = awsService(alias) ?? SHORT_NAMES[alias];
    return name === undefined ? [] : [[alias, name]];
  });
  return phrases([...names, ...aliases], { misspelt: (name) => name !== 'AWS Support' });
})();

/** An AWS service that projects are filtered by. */
export const service: Parser<ValueTerm> = (tokens, at) => {
  const found = SERVICE_NAMES(tokens, at);
  if (found === null) return null;
  const token = tokens[at];
  const exact =
    awsService(
      tokens
        .slice(at, found.next)
        .map(({ text }) => text)
        .join(' '),
    ) !== undefined;
  // A word that is only like a service's name is one where a service is named.
  const doubtful = found.next === at + 1 && (DOUBTFUL_SERVICES.has(token?.fold ?? '') || !exact);
  const capital = at > 0 && token !== undefined && exact && token.text !== token.fold;
  if (
    doubtful &&
    !capital &&
    !SERVICE_CUES.has(tokens[at - 1]?.fold ?? '') &&
    !(at === 0 && exact && token?.text !== token?.fold)
  )
    return null;
  const note = exact
    ? {}
    : {
        note: `“${tokens
          .slice(at, found.next)
          .map(({ text }) => text)
          .join(' ')}” is read as ${found.value}`,
      };
  return {
    value: { kind: 'value', field: 'service', values: [found.value], operator: 'is', ...note },
    next: found.next,
  };
};
