import { describe, expect, it } from 'vitest';
import { dev, prod, propertiesOf } from '../../__fixtures__/environments.ts';

describe('GovernanceStack', () => {
  it('warns at 80 % spent and 100 % foreseen, and denies models at 100 % where that is wanted', () => {
    const [budget] = dev.resources('governance', 'AWS::Budgets::Budget');
    const { NotificationsWithSubscribers } = propertiesOf(budget) as {
      NotificationsWithSubscribers: { Notification: { NotificationType: string; Threshold: number } }[];
    };
    expect(
      NotificationsWithSubscribers.map(({ Notification }) => [
        Notification.NotificationType,
        Notification.Threshold,
      ]),
    ).toEqual([
      ['ACTUAL', 80],
      ['FORECASTED', 100],
      ['ACTUAL', 100],
    ]);
    expect(dev.resources('governance', 'AWS::Budgets::BudgetsAction')).toHaveLength(1);
    expect(prod.resources('governance', 'AWS::Budgets::BudgetsAction')).toHaveLength(0);
    expect(dev.resources('governance', 'AWS::CE::AnomalyMonitor')).toHaveLength(1);
  });
});
