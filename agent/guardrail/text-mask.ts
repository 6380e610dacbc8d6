import type { TextMask } from './guardrail.ts';
import type { GuardrailDeclaration, PersonalDataType } from './guardrail-declaration.ts';
import { findPersonalData, unfinishedFrom } from './personal-data.ts';

type Actions = GuardrailDeclaration['personalData'];

/** What was found in a text, with what is done about it. */
export interface MaskedText {
  readonly text: string;
  readonly found: readonly {
    readonly match: string;
    readonly type: PersonalDataType;
    readonly action: 'BLOCK' | 'ANONYMIZE' | 'NONE';
  }[];
}

/** A text with its personal data as `{TYPE}`, as the service writes it; what is to be blocked too. */
export function maskText(text: string, source: 'input' | 'output', actions: Actions): MaskedText {
  const found: MaskedText['found'][number][] = [];
  let masked = '';
  let at = 0;
  for (const { type, start, end } of findPersonalData(text)) {
    const action = actions.find((each) => each.type === type)?.[source];
    if (action === undefined) continue;
    const match = text.slice(start, end);
    found.push({ match, type, action });
    masked += text.slice(at, start) + (action === 'NONE' ? match : `{${type}}`);
    at = end;
  }
  return { text: masked + text.slice(at), found };
}

/**
 * Masks an answer that is streamed: a piece that may be the beginning of personal data is held back until what follows
 * tells. The pieces joined are what the whole would have become. From what is to be blocked on, nothing is shown.
 */
export function createTextMask(actions: Actions, blockedMessage: string): TextMask {
  /** What was not shown yet, behind the last character that was: what stands before a match decides too. */
  let held = '';
  let before = '';
  let blocked = false;

  const show = (upTo: number): string => {
    const whole = before + held;
    const ready = whole.slice(0, before.length + upTo);
    const { text, found } = maskText(ready, 'output', actions);
    const at = found.find(({ action }) => action === 'BLOCK');
    if (at !== undefined) {
      blocked = true;
      const shown = maskText(ready.slice(0, ready.indexOf(at.match)), 'output', actions).text;
      held = '';
      return `${shown.slice(before.length).trimEnd()}\n\n${blockedMessage}`;
    }
    const words = text.slice(before.length);
    held = held.slice(upTo);
    before = ready.slice(-1);
    return words;
  };

  return {
    push(text) {
      if (blocked) return '';
      held += text;
      return show(unfinishedFrom(held));
    },
    end: () => (blocked ? '' : show(held.length)),
    get blocked() {
      return blocked;
    },
  };
}
