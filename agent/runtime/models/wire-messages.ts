import type { ContentBlock, ModelMessage } from './model.ts';

/**
 * The messages as a model's server accepts them: no blank text, no two messages of one role after another, the
 * user first. What a model sent is kept as it is; only what is sent back to a server passes through here.
 */
export function wireMessages(messages: readonly ModelMessage[]): readonly ModelMessage[] {
  const sent: { role: ModelMessage['role']; content: ContentBlock[] }[] = [];
  for (const { role, content } of messages) {
    const spoken = content.filter((block) => !('text' in block) || block.text.trim() !== '');
    const blocks = spoken.length === 0 ? [{ text: NOTHING }] : spoken;
    const last = sent.at(-1);
    if (last?.role === role) last.content.push(...blocks);
    else sent.push({ role, content: [...blocks] });
  }
  return sent[0]?.role === 'assistant' ? [{ role: 'user', content: [{ text: NOTHING }] }, ...sent] : sent;
}

const NOTHING = '(no text)';
