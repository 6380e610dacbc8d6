import { Code } from 'aws-cdk-lib/aws-lambda';
import type { DataClass } from '#knowledge-base/data-class.ts';
import type { FunctionArchives } from '../bundle/function-archives.ts';
import type { LambdaName } from '../bundle/lambda-functions.ts';
import { FUNCTION_SIZES, type FunctionSize } from '../stacks/function-sizes.ts';
import type { AssistantStack } from './assistant-stack.ts';
import { FunctionWithLogGroup, type FunctionWithLogGroupProps } from './function-with-log-group.ts';
import type { RegionBase } from './region-base.ts';

export interface BundledFunctionProps
  extends Pick<FunctionWithLogGroupProps, 'environment' | 'network' | 'reservedConcurrency' | 'handler'> {
  readonly base: RegionBase;
  readonly archives: FunctionArchives;
  /** Which bundle; its size stands in `FUNCTION_SIZES`. */
  readonly bundle: LambdaName;
  /** Where it is another than its bundle's, which has several handlers. */
  readonly size?: FunctionSize;
  /** Behind the environment's prefix; the bundle's name when left out. */
  readonly name?: string;
  readonly description: string;
  readonly dataClass?: DataClass;
}

/** A function of our own code: a bundle, with the size that the table gives it. */
export class BundledFunction extends FunctionWithLogGroup {
  constructor(scope: AssistantStack, id: string, props: BundledFunctionProps) {
    const { archives, bundle, name = bundle, dataClass = 'confidential', size, ...rest } = props;
    const { memoryMb, timeout } = size ?? FUNCTION_SIZES[bundle];
    super(scope, id, { ...rest, name, dataClass, memoryMb, timeout, code: Code.fromAsset(archives[bundle]) });
  }
}
