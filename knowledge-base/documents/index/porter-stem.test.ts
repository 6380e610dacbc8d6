import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { porterStem } from './porter-stem.ts';

/** The examples of Porter's paper, carried through all steps, and the two rules added later. */
const EXAMPLES = `caresses caress, ponies poni, ties ti, caress caress, cats cat, feed feed, agreed agre,
  plastered plaster, bled bled, motoring motor, sing sing, conflated conflat, troubled troubl, sized size,
  hopping hop, tanned tan, falling fall, hissing hiss, fizzed fizz, failing fail, filing file, happy happi, sky sky,
  relational relat, conditional condit, rational ration, valenci valenc, hesitanci hesit, digitizer digit,
  conformabli conform, radicalli radic, differentli differ, vileli vile, analogousli analog,
  vietnamization vietnam, predication predic, operator oper, feudalism feudal, decisiveness decis,
  hopefulness hope, callousness callous, formaliti formal, sensitiviti sensit, sensibiliti sensibl,
  triplicate triplic, formative form, formalize formal, electriciti electr, electrical electr, hopeful hope,
  goodness good, revival reviv, allowance allow, inference infer, airliner airlin, gyroscopic gyroscop,
  adjustable adjust, defensible defens, irritant irrit, replacement replac, adjustment adjust, dependent depend,
  adoption adopt, homologou homolog, communism commun, activate activ, angulariti angular, homologous homolog,
  effective effect, bowdlerize bowdler, probate probat, rate rate, cease ceas, controll control, roll roll,
  generalizations gener, oscillators oscil, possibly possibl, methodology methodolog, is is, a a, by by, yes ye`;

describe('porterStem', () => {
  it.for(EXAMPLES.split(',').map((pair) => pair.trim().split(' ') as [string, string]))(
    'gives for %s the stem %s',
    ([word, stem]) => {
      expect(porterStem(word)).toBe(stem);
    },
  );

  it.for(['1beta', 's3', '3.5', 'straßen', 'ελληνικα', ''])('leaves %j as it is', (word) => {
    expect(porterStem(word)).toBe(word);
  });

  it('gives a stem that is not empty and no longer than the word', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aeioyslngtdbzm'), minLength: 1 }), (word) => {
        const { length } = porterStem(word);
        expect(length).toBeGreaterThan(0);
        expect(length).toBeLessThanOrEqual(word.length);
      }),
      { numRuns: 2_000 },
    );
  });
});
