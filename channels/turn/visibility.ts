import { insightClass } from '#action-groups/data-analysis/insight-class.ts';
import { statusOfCode } from '#action-groups/kernel/operation-error.ts';
import { REPLY_CLASSES } from '#action-groups/reply-classes.ts';
import { KNOWLEDGE_BASE } from '#agent/client/agent-client.ts';
import { ARTIFACT_CLASSES } from '#knowledge-base/artifacts/artifact-classes.ts';
import {
  DATA_CLASSES,
  type DataClass,
  highestClass,
  isWithin,
  readDataClass,
} from '#knowledge-base/data-class.ts';
import type { TurnArtifact, TurnResult, TurnStep } from './turn-result.ts';

/** What an answer rests on. */
export interface Evidence extends Pick<TurnResult, 'steps' | 'artifacts' | 'citations'> {
  readonly error?: { readonly code: string };
}

/**
 * The class of a turn's result: the highest of what its operations replied, its artifacts and citations, and of what
 * its conversation had shown before, which a model may say again. Words that rest on nothing (a question back, a
 * refusal, help, a failure) are internal; what is not known is restricted.
 */
export function dataClassOf(result: Evidence & { readonly dataClass?: unknown }): DataClass {
  return highestClass([
    evidenceClass(result),
    ...(result.dataClass === undefined ? [] : [readDataClass(result.dataClass)]),
  ]);
}

function evidenceClass(evidence: Evidence): DataClass {
  // It names those who are known.
  if (evidence.error?.code === 'unknown-seller') return 'confidential';
  const classes = classesOf(evidence);
  return classes.length === 0 ? 'internal' : highestClass(classes);
}

/** The class of what a turn itself has looked up, `public` when it looked nothing up. */
export function lookedUpClass(evidence: Evidence): DataClass {
  return highestClass(classesOf(evidence));
}

function classesOf({ steps, artifacts, citations }: Evidence): readonly DataClass[] {
  return [
    ...steps.filter(({ actionGroup }) => actionGroup !== KNOWLEDGE_BASE).map(classOfStep),
    ...artifacts.map(classOfArtifact),
    ...citations.map(({ dataClass }) => readDataClass(dataClass)),
  ];
}

function classOfStep({ operation, status }: TurnStep): DataClass {
  const reply = Object.hasOwn(REPLY_CLASSES, operation) ? REPLY_CLASSES[operation] : undefined;
  if (reply === undefined) return 'restricted';
  switch (statusOfCode(status)) {
    case 'ok':
      return reply.ok === 'as-artifacts' ? 'internal' : reply.ok;
    case 'rejected':
      return reply.rejected;
    case 'failed':
      return 'internal';
  }
}

function classOfArtifact(artifact: TurnArtifact): DataClass {
  const [, dataClass = 'restricted'] =
    Object.entries(ARTIFACT_CLASSES).find(([type]) => type === artifact.type) ?? [];
  return dataClass === 'by-content' ? insightClass(artifact) : dataClass;
}

/** Who reads along where something is asked. */
export interface Conversation {
  readonly kind: 'im' | 'mpim' | 'private' | 'public';
  /** Shared with another company. */
  readonly isExternallyShared: boolean;
}

/** The highest class that may be shown in each kind of conversation. */
export interface VisibilityPolicy {
  /** With the asker alone. */
  readonly im: DataClass;
  /** Among some who were picked. */
  readonly mpim: DataClass;
  readonly private: DataClass;
  /** For the whole workspace. */
  readonly public: DataClass;
  /** Whatever its kind, where another company reads along. */
  readonly externallyShared: DataClass;
}

export const DEFAULT_POLICY: VisibilityPolicy = {
  im: 'restricted',
  mpim: 'confidential',
  private: 'confidential',
  public: 'internal',
  externallyShared: 'public',
};

export interface Visibility {
  dataClassOf(result: TurnResult): DataClass;
  /** `direct`: only to the asker alone. */
  placeFor(dataClass: DataClass, conversation: Conversation): 'thread' | 'direct';
}

const KINDS = ['im', 'mpim', 'private', 'public'] as const;

/** Where what may be shown; a kind or a class that is not known is shown to the asker alone. */
export function createVisibilityGate(policy: VisibilityPolicy = DEFAULT_POLICY): Visibility {
  return {
    dataClassOf,
    placeFor(dataClass, { kind, isExternallyShared }) {
      if (!KINDS.includes(kind) || !DATA_CLASSES.includes(dataClass)) return 'direct';
      const most = isExternallyShared === false ? policy[kind] : policy.externallyShared;
      return isWithin(dataClass, most) ? 'thread' : 'direct';
    },
  };
}
