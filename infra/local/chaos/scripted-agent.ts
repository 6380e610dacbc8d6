import { createHash } from 'node:crypto';
import { type AgentClient, AgentError } from '#agent/client/agent-client.ts';
import { answerLines, CONFIDENTIAL, markersIn } from './chaos-question.ts';

export interface ScriptedAgentOptions {
  readonly seed: number;
  /** Of the questions, how many are throttled in mid-stream, once or twice in each worker that asks them. */
  readonly throttledShare: number;
  /** Waits between two lines. */
  readonly pause: (signal: AbortSignal) => Promise<void>;
}

/** An agent that answers about the marker of the question, line by line, and is throttled as the seed has it. */
export function createScriptedAgent({ seed, throttledShare, pause }: ScriptedAgentOptions): AgentClient {
  const asks = new Map<string, number>();
  return {
    async *ask({ inputText, signal }) {
      const [marker = 'deal-none'] = markersIn(inputText);
      const ask = (asks.get(marker) ?? 0) + 1;
      asks.set(marker, ask);
      const [share, often] = drawn(`${seed} ${marker}`);
      const lines = answerLines(marker, inputText.includes(CONFIDENTIAL));
      const cutAt =
        share < throttledShare && ask <= 1 + (often % 2) ? 1 + (often % (lines.length - 1)) : lines.length;
      for (const line of lines.slice(0, cutAt)) {
        yield { type: 'chunk', text: `${line}\n\n` };
        await pause(signal);
      }
      if (cutAt < lines.length) throw new AgentError('agent-throttled', 'too many requests');
      yield {
        type: 'final',
        outcome: 'answered',
        inputTokens: 0,
        outputTokens: 0,
        costUsd: null,
        modelId: null,
      };
    },
  };
}

/** A share in [0, 1) and a whole number, the same for the same text. */
function drawn(text: string): readonly [number, number] {
  const hash = createHash('sha256').update(text).digest();
  return [hash.readUInt32BE(0) / 2 ** 32, hash.readUInt16BE(4)];
}
