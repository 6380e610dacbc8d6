/** Words of the form and of the box for free text. */
export const FORM_TEXTS = {
  form: {
    title: 'Describe an opportunity',
    lead: 'What a deal is worth, when it lands and what it will run on, with the evidence for every number.',
    required: 'These five are needed.',
    more: 'More about it',
    moreHint: 'Optional. Each narrows the search to projects that are more alike.',
    submit: 'Analyse',
    choose: 'Choose…',
    sample: 'Fill in an example',
    /** Titles of pages with something to mend begin with it. */
    faulty: 'To mend: ',
    faults: (count: number) => (count === 1 ? 'One thing to mend' : `${count} things to mend`),
    otherSeller: (name: string) =>
      `This form was opened for another seller. You now ask as ${name}: look it over and send it again.`,
    busy: 'Too many questions are running at the moment. Nothing was lost: send it again in a moment.',
    unavailable:
      'Questions cannot be taken at the moment. Nothing was lost: send it again shortly; it is asked once.',
  },
  free: {
    title: 'Or say it in your own words',
    label: 'The opportunity, or your question',
    hint: 'The customer, where, by when, and what they want. Questions about your portfolio go here too. Anything missing will be asked for.',
    example:
      'Concentra in the US wants Sybase modernization, closing 3/5/2027: move 40 Sybase ASE databases to Aurora PostgreSQL',
    submit: 'Ask',
    read: 'Fill the form from this',
    empty: 'Write what you want to know.',
    unknownSession: 'That conversation is not yours or is no longer kept. Start a new one.',
    long: (length: number, most: number) =>
      `At most ${most.toLocaleString('en-US')} characters; this has ${length.toLocaleString('en-US')}.`,
  },
  /** What free text and typed values were read as. */
  reading: {
    title: 'What I read in your words',
    note: 'Look the form over before you send it: a field that I read wrong is yours to mend.',
    nothing: 'I found nothing in these words that belongs in the form.',
    field: (label: string, value: string) => `${label}: ${value}`,
    from: (words: string) => `from “${words}”`,
    unread: (pieces: readonly string[]) => `Not used: ${pieces.map((piece) => `“${piece}”`).join(', ')}.`,
    readAs: (value: string) => `Read as ${value}.`,
    how: {
      'month-first': 'month first, as where the customer is',
      'day-first': 'day first, as where the customer is',
      'next-such-day': 'the next such day',
      'a-month-times-12': 'a month, times 12',
      otherwise: '',
    },
    impossible: (words: string) =>
      `There is no such day: ${words}. Enter one that exists, such as 5 March 2027.`,
    either: (words: string, one: string, other: string) =>
      `${words} can be ${one} or ${other}. Write the month as a word, or name the country.`,
    vague: (words: string) => `${words} is no day. Enter one, such as 5 March 2027 or end of March.`,
    unknownPlace: (words: string) =>
      `${words} is no country or sales region that I know. Enter a country by its name or code, or one of NAMER, LATAM, EMEA, APJ, GCR.`,
    unknownIndustry: (words: string, near: string | undefined) =>
      near === undefined
        ? `${words} is no industry of the list. Choose one of it, or leave it empty.`
        : `${words} is no industry of the list. Did you mean ${near}?`,
    noAmount: (words: string) => `${words} is no amount. Enter US dollars a year, such as 250000 or 1.2M.`,
    negative: (words: string) => `${words} is below zero. Enter US dollars a year, such as 250000 or 1.2M.`,
    ambiguous: (name: string, places: readonly string[]) =>
      `${name} can be ${places.join(' or ')}. Write which.`,
    currency: (words: string) => `${words} is not in US dollars. Enter the amount in US dollars.`,
    several: (names: readonly string[]) =>
      `These are several opportunities (${names.join(', ')}). The form takes one: leave only that one, or ask with all of it.`,
    contradiction: (label: string, words: readonly string[]) =>
      `${label}: ${words.map((each) => `“${each}”`).join(' and ')} cannot both be. Leave one.`,
    placeHint: 'A country, or one of NAMER, LATAM, EMEA, APJ, GCR.',
    dateHint: 'As you write it: 3/5/2027, 5 March, end of March. It may have passed.',
    amountHint:
      'As you write it: 250000, 1.2M, 20k a month. Compared with the prediction, never used for it.',
  },
} as const;

/** An example that the form can be filled with. */
export const SAMPLE_VALUES = {
  customerName: 'Concentra',
  place: 'United States',
  targetCloseDate: '5 March 2027',
  opportunityName: 'Sybase modernization',
  description: 'Move 40 Sybase ASE databases to Aurora PostgreSQL, with the reporting on top of them',
  industry: 'Healthcare',
  customerSegment: 'Enterprise',
  opportunityType: '',
  partnerName: '',
  migrationPhase: '',
  expectedAnnualUsd: '',
} as const;
