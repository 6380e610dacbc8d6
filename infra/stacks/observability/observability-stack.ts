import { AlarmRule, AlarmState, CompositeAlarm, type IAlarmRule } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { CfnGroup } from 'aws-cdk-lib/aws-xray';
import type { Construct } from 'constructs';
import type { FunctionArchives } from '../../bundle/function-archives.ts';
import { prefixOf } from '../../config/names.ts';
import { type AlarmWithRoute, RUNBOOK_FOLDER } from '../../constructs/alarm-with-route.ts';
import { AssistantStack } from '../../constructs/assistant-stack.ts';
import type { FunctionWithLogGroupProps } from '../../constructs/function-with-log-group.ts';
import { type RegionBase, type Severity, topicOf } from '../../constructs/region-base.ts';
import { type AlarmName, makeAlarms } from './alarms.ts';
import { Audit } from './audit.ts';
import { Canary, canaryPeriodOf } from './canary.ts';
import { makeDashboards } from './dashboards.ts';

export interface ObservabilityStackProps {
  readonly base: RegionBase;
  readonly archives: FunctionArchives;
  /** Where browsers reach the front door. */
  readonly publicUrl: string;
  readonly network?: FunctionWithLogGroupProps['network'];
}

/**
 * Whether sellers are answered, how fast, how well and for how much; who is told when not; who did what. The parts
 * are found by their names. The same in both modes of the agents.
 */
export class ObservabilityStack extends AssistantStack {
  constructor(scope: Construct, id: string, { archives, base, network, publicUrl }: ObservabilityStackProps) {
    super(scope, id, {
      config: base.config,
      region: base.region,
      dataClass: 'internal',
      description: 'Dashboards, alarms, canary and audit of the partner seller assistant.',
    });
    makeDashboards(this, base);
    const alarms = makeAlarms(this, { base, canaryPeriod: canaryPeriodOf(base) });
    compose(this, base, alarms);
    new Canary(this, 'Canary', {
      base,
      archives,
      publicUrl,
      ...(network === undefined ? {} : { network }),
    });
    // A trail is of all regions, so one is enough.
    if (base.role === 'primary') new Audit(this, 'Audit', { base });
    new CfnGroup(this, 'FailedTraces', {
      groupName: `${prefixOf(base.config)}-failed`,
      filterExpression: `(fault = true OR error = true) AND service(begins_with(name, "${prefixOf(base.config)}"))`,
      insightsConfiguration: { insightsEnabled: false, notificationsEnabled: false },
    });
  }
}

interface Composite {
  readonly name: string;
  readonly severity: Severity;
  readonly meaning: string;
  readonly of: (alarms: Readonly<Record<AlarmName, AlarmWithRoute>>) => IAlarmRule;
}

const rings = (alarm: AlarmWithRoute) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM);

/** What is more than its parts. */
const COMPOSITES: readonly Composite[] = [
  {
    name: 'assistant-down',
    severity: 'critical',
    meaning: 'The canary gets no answer, and sellers’ turns fail or wait: nobody is answered.',
    of: (alarms) =>
      AlarmRule.allOf(
        rings(alarms['canary-failed']),
        AlarmRule.anyOf(rings(alarms['turns-failing']), rings(alarms['turns-waiting'])),
      ),
  },
  {
    name: 'models-short',
    severity: 'warning',
    meaning: 'Turns are slow or fail while a model refuses calls: the quota is the cause.',
    of: (alarms) =>
      AlarmRule.allOf(
        rings(alarms['models-throttled']),
        AlarmRule.anyOf(rings(alarms['turns-slow']), rings(alarms['turns-failing'])),
      ),
  },
];

function compose(
  scope: AssistantStack,
  base: RegionBase,
  alarms: Readonly<Record<AlarmName, AlarmWithRoute>>,
): void {
  for (const { meaning, name, of, severity } of COMPOSITES) {
    const composite = new CompositeAlarm(scope, name, {
      compositeAlarmName: `${prefixOf(base.config)}-${name}`,
      alarmDescription: `${severity}: ${meaning} Runbook: ${RUNBOOK_FOLDER}/${name}.md`,
      alarmRule: of(alarms),
    });
    const action = new SnsAction(topicOf(scope, base, severity));
    composite.addAlarmAction(action);
    composite.addOkAction(action);
  }
}
