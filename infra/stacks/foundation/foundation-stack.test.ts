import { describe, expect, it } from 'vitest';
import { prod } from '../../__fixtures__/environments.ts';

describe('FoundationStack and DrStack', () => {
  it('have a key a class of data that turns itself yearly, and its replica in the second region', () => {
    const keys = prod.resources('foundation', 'AWS::KMS::Key');
    expect(keys.map(({ Properties }) => [Properties.MultiRegion, Properties.EnableKeyRotation])).toEqual(
      Array.from({ length: 4 }, () => [true, true]),
    );
    expect(prod.resources('dr', 'AWS::KMS::ReplicaKey')).toHaveLength(4);
    expect(keys.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(
      Array.from({ length: 4 }, () => 'Retain'),
    );
  });

  it('tell critical things by PagerDuty and SMS, warnings by e-mail and Slack, and report the rest', () => {
    const subscriptions = prod
      .resources('foundation', 'AWS::SNS::Subscription')
      .map(({ Properties }) => [
        JSON.stringify(Properties.TopicArn).replace(/.*Alarms([a-z]+).*/, '$1'),
        Properties.Protocol,
      ]);
    expect(subscriptions).toEqual([
      ['critical', 'https'],
      ['critical', 'sms'],
      ['warning', 'email'],
      ['info', 'email'],
    ]);
    const [slack] = prod.resources('foundation', 'AWS::Chatbot::SlackChannelConfiguration');
    expect(slack?.Properties.GuardrailPolicies).toEqual(['arn:aws:iam::aws:policy/AWSDenyAll']);
    expect(JSON.stringify(slack?.Properties.SnsTopicArns)).toMatch(
      /us-east-1.*-warning.*us-west-2.*-warning/,
    );
    expect(prod.text('foundation')).not.toContain('events.pagerduty.com');
  });

  it('let services use a key for this account alone', () => {
    for (const { Properties } of prod.resources('foundation', 'AWS::KMS::Key')) {
      const { Statement } = Properties.KeyPolicy as {
        Statement: { Principal: object; Condition?: object }[];
      };
      for (const { Principal, Condition } of Statement)
        if ('Service' in Principal) expect(JSON.stringify(Condition)).toContain('AWS::AccountId');
    }
  });
});
