import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dev, devConfig, prod, prodConfig } from '../__fixtures__/environments.ts';
import { prefixOf } from '../config/names.ts';
import { ACTION_GROUP_NAMES, DOOR_NAMES, QUEUE_NAMES, WORKER_NAMES } from '../stacks/part-names.ts';

describe('the stages', () => {
  it('have these stacks, in prod those of the second region and of the network too', () => {
    expect(dev.stacks).toEqual(
      expect.arrayContaining([
        'data',
        'dr',
        'foundation',
        'governance',
        'knowledge',
        'lake',
        'lake-standby',
        'resilience',
      ]),
    );
    expect(dev.stacks.filter((stack) => /standby|network/.test(stack))).toEqual(['lake-standby']);
    expect(prod.stacks).toEqual(
      expect.arrayContaining(['knowledge-standby', 'lake-standby', 'network', 'network-standby']),
    );
  });

  it('call functions and queues as dashboards, alarms and the canary look for them', () => {
    for (const [config, environment] of [
      [devConfig, dev],
      [prodConfig, prod],
    ] as const) {
      const names = (type: string, property: string) =>
        ['agent', 'api'].flatMap((stack) =>
          environment.resources(stack, type).map(({ Properties }) => String(Properties[property])),
        );
      const doors = config.slack ? DOOR_NAMES : DOOR_NAMES.filter((name) => !name.startsWith('slack'));
      expect(names('AWS::Lambda::Function', 'FunctionName')).toEqual(
        expect.arrayContaining(
          [...ACTION_GROUP_NAMES, ...WORKER_NAMES, ...doors].map((name) => `${prefixOf(config)}-${name}`),
        ),
      );
      expect(names('AWS::SQS::Queue', 'QueueName')).toEqual(
        expect.arrayContaining(QUEUE_NAMES.map((name) => `${prefixOf(config)}-${name}.fifo`)),
      );
    }
  });

  it('let every alarm reach its severity’s topic and name a runbook that is there', () => {
    for (const environment of [dev, prod])
      for (const stack of environment.stacks)
        for (const { Properties } of environment.resources(stack, 'AWS::CloudWatch::Alarm')) {
          const description = String(Properties.AlarmDescription);
          const [, severity, runbook] =
            /^(critical|warning|info): .* Runbook: (\S+)$/.exec(description) ?? [];
          expect([description, existsSync(runbook ?? '')]).toEqual([description, true]);
          for (const actions of [Properties.AlarmActions, Properties.OKActions])
            expect(JSON.stringify(actions)).toMatch(new RegExp(`Alarms${severity}`));
        }
  });
});
