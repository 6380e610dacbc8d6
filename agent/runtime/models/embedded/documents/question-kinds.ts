/** How a question begins or what it has, and words of the headings under which its answer usually stands. */
const KINDS: readonly (readonly [question: RegExp, heading: RegExp])[] = [
  [/\b(?:submit|paperwork|documents? (?:do|are|need)|hand in)\b/i, /\bsubmit|enter\b/i],
  [/\b(?:how long|when|how soon|how fast|deadline)\b/i, /\btime|timeline|when|takes|by then\b/i],
  [
    /\b(?:comput|calculat|deriv|predict|estimat|know the)/i,
    /\bcomes from|computed|calculated|rule|learns|made|arr and mrr\b/i,
  ],
  [/\b(?:siz(?:e|ing)|rightsiz|how (?:big|large))\b/i, /\bsizing|size|cost|instances\b/i],
  [/\b(?:risks?|go wrong|pitfalls?|watch)\b/i, /\brisks?|stuck|faults|breaks|wrong|slips\b/i],
  [/\b(?:how much|pays?|amount|rate|cap)\b/i, /\bpays|funded|amount|rate\b/i],
  [/\b(?:stack|combin\w*|together|both|along with)\b/i, /\bgoes with|together|does not go\b/i],
  [
    /\b(?:eligib\w*|qualif\w*|who can|can (?:i|we|they) (?:get|apply)|requirements?|need an?)\b/i,
    /\bwho can|requirements|entry|applies|fits\b/i,
  ],
  [/\b(?:tag|tags|tagging)\b/i, /\btagging\b/i],
  [/\bwho\b/i, /\bwho\b/i],
  [
    /\b(?:how (?:do|can|should|to|must)|steps?|process|move|get into|what (?:do|should) (?:i|we))\b/i,
    /\bentry|steps|what to do|submit|apply|how it (?:works|goes|is done)|enter|requirements\b/i,
  ],
  [
    /^(?:what(?:['’]?s| is| are| does)?|define|explain|meaning|describe|tell me)\b/i,
    /\bwhat it is|what it means|what (?:it|they|the phase) (?:is|are|says)|means|what it is for|what a\b/i,
  ],
];

/** The headings under which a question like this is usually answered; null when any may be. */
export function headingsFor(question: string): RegExp | null {
  return KINDS.find(([asked]) => asked.test(question))?.[1] ?? null;
}
