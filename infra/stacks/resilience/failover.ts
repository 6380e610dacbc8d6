import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnHealthCheck, CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { AlarmWithRoute } from '../../constructs/alarm-with-route.ts';
import type { RegionBase } from '../../constructs/region-base.ts';

/** Where a region answers. Both regions serve the same name, so that a turn of DNS is all that is needed. */
export interface FrontDoor {
  /** Reached by the health check itself, as `abc.execute-api.us-east-1.amazonaws.com`. */
  readonly healthHost: string;
  /** As `/prod/health`. */
  readonly healthPath: string;
  /** What the name points to: the regional domain of the API, and its zone. */
  readonly aliasName: string;
  readonly aliasZoneId: string;
}

export interface FailoverProps {
  readonly base: RegionBase;
  /** The first region’s, then the second’s. */
  readonly doors: readonly [FrontDoor, FrontDoor];
}

/** Seconds from a failing door to its traffic’s turn: three checks ten seconds apart, and the age of a DNS answer. */
export const DETECTION = { interval: Duration.seconds(10), failures: 3, dnsAnswerAge: Duration.seconds(60) };

/** The name that CloudFront asks: the first region while it is well, else the second. */
export class Failover extends Construct {
  readonly originName: string;

  constructor(scope: Construct, id: string, { base, doors }: FailoverProps) {
    super(scope, id);
    const { domain } = base.config;
    if (domain === undefined) throw new RangeError('domain is missing: failover needs a name');
    this.originName = `origin.${domain.name}`;
    for (const [index, door] of doors.entries()) {
      const role = index === 0 ? 'PRIMARY' : 'SECONDARY';
      const check = new CfnHealthCheck(this, `Health${role}`, {
        healthCheckConfig: {
          type: 'HTTPS',
          fullyQualifiedDomainName: door.healthHost,
          resourcePath: door.healthPath,
          port: 443,
          requestInterval: DETECTION.interval.toSeconds(),
          failureThreshold: DETECTION.failures,
          enableSni: true,
          measureLatency: true,
        },
      });
      new CfnRecordSet(this, `Origin${role}`, {
        name: this.originName,
        type: 'A',
        hostedZoneId: domain.hostedZoneId,
        setIdentifier: role.toLowerCase(),
        failover: role,
        healthCheckId: check.attrHealthCheckId,
        aliasTarget: {
          dnsName: door.aliasName,
          hostedZoneId: door.aliasZoneId,
          evaluateTargetHealth: true,
        },
      });
      // Route 53 keeps its metrics in us-east-1 alone: in another first region the alarm would never ring.
      if (base.region === 'us-east-1') this.alarm(base, role, check);
    }
  }

  private alarm(base: RegionBase, role: string, check: CfnHealthCheck): void {
    const first = role === 'PRIMARY';
    new AlarmWithRoute(this, `Unwell${role}`, {
      base,
      severity: first ? 'critical' : 'warning',
      name: first ? 'primary-unwell' : 'secondary-unwell',
      runbook: 'failover',
      meaning: first
        ? 'The first region does not answer; DNS turns to the second.'
        : 'The second region would not answer if it were needed.',
      metric: new Metric({
        namespace: 'AWS/Route53',
        metricName: 'HealthCheckStatus',
        dimensionsMap: { HealthCheckId: check.attrHealthCheckId },
        statistic: Stats.MINIMUM,
        period: Duration.minutes(1),
      }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
      evaluationPeriods: 1,
    });
  }
}
