import { describe, expect, it } from 'vitest';
import { resultWith, scriptedTurn } from './__fixtures__/scripted-turn.ts';
import { createJobTable } from './job-table.ts';

function tableOf(capacity: number) {
  const turn = scriptedTurn();
  const failures: unknown[] = [];
  let ids = 0;
  const jobs = createJobTable({
    turn,
    newId: () => {
      ids += 1;
      return `job-${ids}`;
    },
    clock: () => new Date(0),
    pause: () => new Promise(() => {}),
    capacity,
    onFailure: (cause) => failures.push(cause),
  });
  return { turn, jobs, failures };
}

const QUESTION = { sellerId: 'olivia', formId: 'form-1', text: 'What is it worth?' };

describe('createJobTable', () => {
  it('runs a form that is sent twice once, and again when its text has changed', () => {
    const { turn, jobs } = tableOf(10);
    const first = jobs.submit(QUESTION);
    expect(jobs.submit(QUESTION)).toBe(first);
    expect(jobs.submit({ ...QUESTION, text: 'And when?' })).not.toBe(first);
    expect(jobs.submit({ ...QUESTION, sellerId: 'nora' })).not.toBe(first);
    expect(turn.asked.map(({ sellerId, text, channel }) => [sellerId, text, channel])).toEqual([
      ['olivia', 'What is it worth?', 'web'],
      ['olivia', 'And when?', 'web'],
      ['nora', 'What is it worth?', 'web'],
    ]);
  });

  it('makes room by forgetting the oldest that has ended, and takes nothing when all are running', async () => {
    const { turn, jobs } = tableOf(2);
    jobs.submit({ ...QUESTION, formId: 'a' });
    jobs.submit({ ...QUESTION, formId: 'b' });
    expect(jobs.submit({ ...QUESTION, formId: 'c' })).toBeUndefined();
    turn.end(resultWith());
    await jobs.settle('job-1', 1);
    await jobs.settle('job-2', 1);
    expect(jobs.submit({ ...QUESTION, formId: 'c' })?.id).toBe('job-3');
    expect([jobs.find('job-1'), jobs.find('job-2')?.id]).toEqual([undefined, 'job-2']);
  });

  it('keeps the steps of a turn in the order they began', async () => {
    const { turn, jobs } = tableOf(1);
    const job = jobs.submit(QUESTION);
    const step = { type: 'step', actionGroup: 'g', arguments: {} } as const;
    turn.say({ ...step, phase: 'started', stepId: '1', operation: 'first' });
    turn.say({ ...step, phase: 'started', stepId: '2', operation: 'second' });
    turn.say({ ...step, phase: 'ended', stepId: '1', operation: 'first', status: 'ok', code: 'ok', ms: 7 });
    turn.end(resultWith());
    await jobs.settle('job-1', 1);
    expect(job?.steps).toEqual([
      { stepId: '1', operation: 'first', ended: { code: 'ok', ms: 7 } },
      { stepId: '2', operation: 'second' },
    ]);
  });

  it('ends a job whose turn broke, and tells why to the log alone', async () => {
    const { turn, jobs, failures } = tableOf(1);
    const job = jobs.submit(QUESTION);
    turn.fail(new Error('secret detail'));
    await jobs.settle('job-1', 1);
    expect(job?.result?.error?.code).toBe('internal');
    expect(JSON.stringify(job)).not.toContain('secret detail');
    expect(failures).toEqual([new Error('secret detail')]);
  });
});
