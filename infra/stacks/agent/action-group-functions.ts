import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Version } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { FunctionArchives } from '../../bundle/function-archives.ts';
import type { AssistantStack } from '../../constructs/assistant-stack.ts';
import { BundledFunction } from '../../constructs/bundled-function.ts';
import type { FunctionWithLogGroupProps } from '../../constructs/function-with-log-group.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import { allowTable, type ItemAction, tableName } from '../../constructs/table-access.ts';
import { type EventBusName, eventBusOf } from '../data/event-bus.ts';
import { allowLakeFiles, allowQueries, lakeEnvironment } from '../lake/lake-access.ts';

/** The action groups by their names: what each is for, and whether it asks the projects. */
export const ACTION_GROUP_FUNCTIONS = {
  'query-generation': 'Finds the words and the query that past projects are found by.',
  'data-analysis': 'Analyses an opportunity and answers questions about the portfolio.',
  funding: 'Recommends funding and computes the return on an investment.',
  'follow-on': 'Finds what comes next and plans it.',
} as const;
export type ActionGroupName = keyof typeof ACTION_GROUP_FUNCTIONS;

export interface ActionGroupFunctionsProps {
  readonly base: RegionBase;
  readonly archives: FunctionArchives;
  readonly network?: FunctionWithLogGroupProps['network'];
}

/** What an operation does with results and with the history of customers. */
const RESULTS: readonly ItemAction[] = ['GetItem', 'PutItem'];
const HISTORY: readonly ItemAction[] = ['Query', 'PutItem'];

/** The functions of the four action groups, each with a role of its own; a release stands on their versions. */
export class ActionGroupFunctions extends Construct {
  readonly functions: Readonly<Record<ActionGroupName, BundledFunction>>;
  readonly versions: Readonly<Record<ActionGroupName, Version>>;

  constructor(scope: AssistantStack, id: string, { archives, base, network }: ActionGroupFunctionsProps) {
    super(scope, id);
    const bus: EventBusName = eventBusOf(scope, base);
    const made = Object.entries(ACTION_GROUP_FUNCTIONS).map(([name, description]) => {
      const bundled = new BundledFunction(scope, name, {
        base,
        archives,
        bundle: name as ActionGroupName,
        name: `action-group-${name}`,
        description,
        environment: {
          ORGANISATION: base.config.project,
          RESULTS_TABLE: tableName(base, 'results'),
          HISTORY_TABLE: tableName(base, 'history'),
          EVENT_BUS: bus.name,
          ...lakeEnvironment(scope, base),
        },
        ...(network === undefined ? {} : { network }),
      });
      allowTable(bundled.role, scope, base, 'results', RESULTS);
      allowTable(bundled.role, scope, base, 'history', HISTORY);
      allowLakeFiles(bundled.role, scope, base);
      allowQueries(bundled.role, scope, base);
      bundled.role.addToPolicy(new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.arn] }));
      return [name, bundled] as const;
    });
    this.functions = Object.fromEntries(made) as typeof this.functions;
    this.versions = Object.fromEntries(
      made.map(([name, bundled]) => [name, bundled.function.currentVersion]),
    ) as typeof this.versions;
  }
}
