import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PromptSettings } from '../model.ts';
import { callInSettings } from './call-settings.ts';

const SETTINGS: PromptSettings = { tone: 'plain', length: 'short', nextQuestions: 2 };

describe('callInSettings', () => {
  it('looks for the words that count most, in their order', () => {
    const searchQuery = 'what exactly does a partner have to submit for MAP assess funding';
    const words = (searchTerms: number) =>
      callInSettings('Search', { searchQuery }, { ...SETTINGS, searchTerms }).searchQuery;
    expect([words(2), words(4), words(40)]).toEqual(['submit MAP', 'submit MAP assess funding', searchQuery]);
  });

  it('never looks for more words than the settings allow, nor for others than were said', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { maxLength: 30 }),
        fc.nat(20),
        (said, more) => {
          const searchTerms = more + 1;
          const { searchQuery } = callInSettings(
            'Search',
            { searchQuery: said.join(' ') },
            { ...SETTINGS, searchTerms },
          );
          const kept = String(searchQuery).split(' ').filter(Boolean);
          expect(kept.length).toBeLessThanOrEqual(searchTerms);
          expect(kept.every((word) => said.includes(word))).toBe(true);
        },
      ),
    );
  });

  it('asks for the thorough analysis when the settings do, unless the seller asked for another', () => {
    const settings = { ...SETTINGS, analysisType: 'enhanced' } as const;
    expect(callInSettings('analyzeOpportunity', { customerName: 'A' }, settings)).toEqual({
      customerName: 'A',
      analysisType: 'enhanced',
    });
    expect(callInSettings('analyzeOpportunity', { analysisType: 'standard' }, settings)).toEqual({
      analysisType: 'standard',
    });
    expect(callInSettings('analyzeOpportunity', { customerName: 'A' }, SETTINGS)).toEqual({
      customerName: 'A',
    });
  });
});
