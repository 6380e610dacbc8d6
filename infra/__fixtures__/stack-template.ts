import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { AssistantStack } from '../constructs/assistant-stack.ts';

export interface FoundResource {
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** An app that neither reports nor checks: for a stack alone. */
export function bareApp(): App {
  return new App({ analyticsReporting: false, builtinCloudFormationValidation: false });
}

/** The template of a stack, as questions to it. */
export function templateOf(stack: AssistantStack) {
  const template = Template.fromStack(stack);
  const found = (type: string): FoundResource[] =>
    Object.entries(template.findResources(type)).map(([id, { Properties }]) => ({
      id,
      properties: Properties,
    }));
  return {
    found,
    /** What the roles whose ids match may do: `action on resource`, sorted. */
    allowed(role: RegExp): string[] {
      return found('AWS::IAM::Policy')
        .filter(({ id }) => role.test(id))
        .flatMap(({ properties }) => statementsOf(properties))
        .flatMap(({ Action, Resource }) =>
          listOf(Action).flatMap((action) =>
            listOf(Resource).map((each) => `${action} on ${JSON.stringify(each)}`),
          ),
        )
        .toSorted();
    },
    actions(role: RegExp): string[] {
      return [
        ...new Set(
          found('AWS::IAM::Policy')
            .filter(({ id }) => role.test(id))
            .flatMap(({ properties }) => statementsOf(properties))
            .flatMap(({ Action }) => listOf(Action) as string[]),
        ),
      ].toSorted();
    },
  };
}

function statementsOf(properties: FoundResource['properties']) {
  return (properties.PolicyDocument as { Statement: { Action: unknown; Resource: unknown }[] }).Statement;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}
