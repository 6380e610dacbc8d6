/**
 * Words that say nothing of what a text is about: articles, prepositions, conjunctions, forms of be, do and have,
 * pronouns and question words, and what apostrophes leave of them (`don't`, as it is often written, `dont`). Short on purpose: what is rare in the documents weighs little anyway, and a long list
 * holds words that mean something in some field.
 */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a an and are as at be been being but by can could did do does for from had has have he her his how i if in into is
  it its me my no not of on or our she should so such than that the their them then there these they this those to
  was we were what when where which while who whom whose why will with would you your
  arent cant couldnt didnt doesnt dont hadnt hasnt havent im isnt ive shouldnt thats theres theyre wasnt werent whats
  wont wouldnt youre`.split(/\s+/),
);
