import { deniedTopicsIn } from './denied-topics.ts';
import type { Guardrail, GuardrailAssessment, GuardrailVerdict } from './guardrail.ts';
import type { GuardrailDeclaration } from './guardrail-declaration.ts';
import { findPromptAttack } from './prompt-attacks.ts';
import { createTextMask, maskText } from './text-mask.ts';

/**
 * A guardrail that runs the declaration here: patterns and check sums instead of models. It finds less than the service
 * where words are new, and the same twice in a row.
 */
export function createLocalGuardrail(declaration: GuardrailDeclaration): Guardrail {
  const { personalData, blockedOutputsMessaging } = declaration;
  return {
    apply: async (source, text, { signal }) => {
      signal.throwIfAborted();
      return source === 'INPUT' ? onInput(declaration, text) : onOutput(declaration, text);
    },
    maskOutput: () => createTextMask(personalData, blockedOutputsMessaging),
  };
}

function onInput(declaration: GuardrailDeclaration, text: string): GuardrailVerdict {
  const topics = deniedTopicsIn(text, declaration.deniedTopics);
  const attack = declaration.promptAttack === 'NONE' ? undefined : findPromptAttack(text);
  const masked = maskText(text, 'input', declaration.personalData);
  const assessment: GuardrailAssessment = {
    ...(topics.length === 0
      ? {}
      : {
          topicPolicy: {
            topics: topics.map((name) => ({ name, type: 'DENY', action: 'BLOCKED', detected: true })),
          },
        }),
    ...(attack === undefined
      ? {}
      : {
          contentPolicy: {
            filters: [
              {
                type: 'PROMPT_ATTACK',
                confidence: attack.place === 'message' ? 'HIGH' : 'MEDIUM',
                ...(declaration.promptAttack === 'NONE' ? {} : { filterStrength: declaration.promptAttack }),
                action: attack.place === 'message' ? 'BLOCKED' : 'NONE',
                detected: true,
              },
            ],
          },
        }),
    ...personalDataPolicy(masked.found),
  };
  const isBlocked =
    topics.length > 0 || attack?.place === 'message' || masked.found.some(({ action }) => action === 'BLOCK');
  return verdict(assessment, isBlocked ? declaration.blockedInputMessaging : undefined, text, masked.text);
}

function onOutput(declaration: GuardrailDeclaration, text: string): GuardrailVerdict {
  const masked = maskText(text, 'output', declaration.personalData);
  const isBlocked = masked.found.some(({ action }) => action === 'BLOCK');
  const assessment = personalDataPolicy(masked.found);
  return verdict(assessment, isBlocked ? declaration.blockedOutputsMessaging : undefined, text, masked.text);
}

function verdict(
  assessment: GuardrailAssessment,
  blockedMessage: string | undefined,
  text: string,
  masked: string,
): GuardrailVerdict {
  const assessments = Object.keys(assessment).length === 0 ? [] : [assessment];
  if (blockedMessage !== undefined) return { action: 'block', text: blockedMessage, assessments };
  return { action: masked === text ? 'pass' : 'mask', text: masked, assessments };
}

function personalDataPolicy(found: ReturnType<typeof maskText>['found']): GuardrailAssessment {
  const told = found.filter(({ action }) => action !== 'NONE');
  if (told.length === 0) return {};
  return {
    sensitiveInformationPolicy: {
      piiEntities: told.map(({ match, type, action }) => ({
        match,
        type,
        action: action === 'BLOCK' ? 'BLOCKED' : 'ANONYMIZED',
        detected: true,
      })),
      regexes: [],
    },
  };
}
