/** Words that ask what an investment brings back, by what of it they ask; weights as those of `INTENT_CUES`. */
export const RETURN_CUES = {
  payback: {
    4: 'payback|pay back|paid back|pays back|break even|breakeven|breaks even|earn back|earned back|get back money|get money back|money back|recoup|recover cost|recover invest|recover money|amortis|amortiz|pay itself|pays itself|pay for itself|pays for itself|pays off|pay off|paying off|in the black|when profitable|when profit',
  },
  npv: { 4: 'npv|net present|present valu|discounted cash' },
  irr: { 4: 'irr|internal rate' },
  multiple: { 4: 'return multipl|money multipl|roi multipl|moic' },
  whole: {
    3: 'if saving|saving are|saving of',
    4: 'roi|r o i|return on invest|return on this|return on it|return on that|business case|cash flow|cashflow|cash curve|cumulative cash|investment case|tco sav|financial case|financial return|what return|which return|the return on|worth the invest|worth the money|economics|worth it financial|does it pay|will it pay|would it pay|business value case|rate of return|investment return|roi calculat',
  },
} as const;

/** Words that ask for a part of it while it is talked about. */
export const RETURN_PART_CUES = {
  rate: {
    4: 'which interest|what interest|interest rate|which rate|what rate|which discount|what discount|discount rate',
  },
  range: { 4: 'worst case|best case|worst|unfavourabl|pessimist|optimist|downside' },
  sensitivity: {
    6: 'sensitiv|tornado|which input|what input|what matters|matters most|what drives|what moves|moves most|moves it most|drives most|moves it|biggest lever|which lever|which assumption|what assumption matter|how robust|depends on',
  },
  assumptions: {
    3: 'assum|what assum|which number used|what went in|inputs|how comput|how calculat|how did get|how do get|how did you get|method|formula|what did use',
  },
  payback: { 3: 'payback|pay back|break even|how long|when back|how many month' },
  multiple: { 3: 'multipl|how many times' },
  whole: {
    3: 'worth|fly|does pay|add up|make sense|cash flow|cashflow|cash|chart|curve|month by month|return|case',
  },
} as const;
