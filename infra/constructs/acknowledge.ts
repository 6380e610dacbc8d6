import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** A rule of cdk-nag, of the CloudFormation validator or of our own that does not hold at one place, and why. */
export interface Acknowledgement {
  /** As the finding names it, with its part in brackets: `AwsSolutions-IAM5[Resource::*]`. */
  readonly id: string;
  readonly reason: string;
}

const MARK = 'partner-assistant:acknowledgement';

/**
 * Lets a finding stand on one construct, with a reason of at least twenty characters.
 * @throws {RangeError} when the reason says next to nothing
 */
export function acknowledge(scope: IConstruct, ...acknowledgements: readonly Acknowledgement[]): void {
  for (const { id, reason } of acknowledgements) {
    if (reason.trim().length < 20)
      throw new RangeError(
        `${scope.node.path}: the reason for ${id} is "${reason}": say why it has to be so`,
      );
    Validations.of(scope).acknowledge({ id, reason });
    scope.node.addMetadata(MARK, { id, reason });
  }
}

/** Every acknowledgement in a tree of constructs, with where it stands. */
export function acknowledgementsIn(root: IConstruct): (Acknowledgement & { readonly path: string })[] {
  return root.node
    .findAll()
    .flatMap((construct) =>
      construct.node.metadata
        .filter(({ type }) => type === MARK)
        .map(({ data }) => ({ ...(data as Acknowledgement), path: construct.node.path })),
    );
}

/**
 * Lets a wildcard at the end of ARNs stand in the policies below `scope`, as `…/projects/*`, with its reason.
 * @param arns As in the statement: cdk-nag names a finding by them, with references in angle brackets.
 */
export function acknowledgeWildcards(scope: IConstruct, reason: string, arns: readonly string[]): void {
  acknowledge(
    scope,
    ...arns.map((arn) => ({
      id: `AwsSolutions-IAM5[Resource::${flattened(Stack.of(scope).resolve(arn))}]`,
      reason,
    })),
  );
}

function flattened(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[intrinsic, argument] = ['', ''] as const] = Object.entries(value as Record<string, unknown>);
  if (intrinsic === 'Ref') return `<${String(argument)}>`;
  if (intrinsic === 'Fn::GetAtt') return `<${(argument as string[]).join('.')}>`;
  if (intrinsic === 'Fn::Join') return (argument as [string, unknown[]])[1].map(flattened).join('');
  throw new TypeError(`${JSON.stringify(value)}: no reference that cdk-nag would name`);
}
