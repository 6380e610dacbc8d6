import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStopWord, mentionedUsers, questionText } from './question-text.ts';

describe('questionText', () => {
  it.each([
    ['<@U0BOT> What is Concentra worth?', 'What is Concentra worth?'],
    ['hey <@U0BOT|assistant>, R&amp;D &lt; 5', 'hey , R&D < 5'],
    ['ask <@U2|nora> in <#C1|deals> or <#C2>', 'ask @nora in #deals or #C2'],
    [
      'see <https://aws.amazon.com|the page>, <https://a.example/b?c=1&amp;d>',
      'see the page, https://a.example/b?c=1&d',
    ],
    ['<mailto:a@b.example|a@b.example> <tel:+491|+491> <mailto:c@d.example>', 'a@b.example +491 c@d.example'],
    ['<!here> <!subteam^S1|@team> <!subteam^S1> <!date^1^{date}|today>', '@here @team @subteam today'],
    ['&amp;lt; stays', '&lt; stays'],
    ['line one\nline  two', 'line one\nline two'],
    ['<@U0BOT>', ''],
  ])('reads %j as %j', (text, read) => {
    expect(questionText(text, 'U0BOT')).toBe(read);
  });

  it('keeps text without marks as it stands, blanks apart, and never fails', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const read = questionText(text, 'U0BOT');
        if (!/[<>&]/.test(text)) expect(read.replace(/\s+/g, '')).toBe(text.replace(/\s+/g, ''));
        expect(read).not.toContain('<@U0BOT>');
      }),
    );
  });

  it('finds who is mentioned', () => {
    expect(mentionedUsers('<@U1> and <@W2|name>, not <#C1> or <!here>')).toEqual(['U1', 'W2']);
  });

  it.each(['stop', 'Stop!', 'cancel that', 'please stop', 'STOP IT, please.'])(
    'takes %j as a wish to stop',
    (text) => {
      expect(isStopWord(text)).toBe(true);
    },
  );

  it.each(['', 'stop selling to Concentra', 'What would stop the deal?', 'full stop'])(
    'does not take %j so',
    (text) => {
      expect(isStopWord(text)).toBe(false);
    },
  );
});
