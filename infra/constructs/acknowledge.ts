import { Validations } from 'aws-cdk-lib';
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
