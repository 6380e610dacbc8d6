import { Alarm, type AlarmProps, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import { prefixOf } from '../config/names.ts';
import { type RegionBase, type Severity, topicOf } from './region-base.ts';

export interface AlarmWithRouteProps
  extends Pick<
    AlarmProps,
    | 'metric'
    | 'threshold'
    | 'evaluationPeriods'
    | 'datapointsToAlarm'
    | 'comparisonOperator'
    | 'treatMissingData'
  > {
  readonly base: RegionBase;
  readonly severity: Severity;
  /** Behind the environment's prefix, as `turns-dead`; also the name of the runbook, unless that is given. */
  readonly name: string;
  /** What is wrong when it rings, for whoever is woken. */
  readonly meaning: string;
  /** The page in `infra/runbooks` that says what to do, without its ending. */
  readonly runbook?: string;
}

/** Where the runbooks are, in this repository. */
export const RUNBOOK_FOLDER = 'infra/runbooks';

/** An alarm that reaches somebody by its severity's topic, says what it means, and names its runbook. */
export class AlarmWithRoute extends Alarm {
  constructor(
    scope: Construct,
    id: string,
    { base, severity, name, meaning, runbook = name, ...props }: AlarmWithRouteProps,
  ) {
    super(scope, id, {
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...props,
      alarmName: `${prefixOf(base.config)}-${name}`,
      alarmDescription: `${severity}: ${meaning} Runbook: ${RUNBOOK_FOLDER}/${runbook}.md`,
    });
    const action = new SnsAction(topicOf(scope, base, severity));
    this.addAlarmAction(action);
    this.addOkAction(action);
  }
}
