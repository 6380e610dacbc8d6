/** A kind of question: where its answer usually stands, and what of it answers. */
export interface QuestionKind {
  /** Headings under which it is answered. */
  readonly heading: RegExp;
  /** Words of the sentences, items and rows that answer it; without it any may. */
  readonly unit?: RegExp;
  /** The answer is a list as a whole, in its order. */
  readonly isList?: boolean;
}

const FIGURE = /\d|\b(?:half|twice|double|third|quarter)\b/i;
const WHEN =
  /\b(?:days?|weeks?|months?|years?|quarters?|before|until|within|date|at the (?:end|start))\b|\d{4}/i;

const KINDS: readonly (readonly [asked: RegExp, kind: QuestionKind])[] = [
  [
    /\b(?:get|move|bring|take|push|advance|progress|go|come)\b.{0,40}\b(?:in|into|to|out of|from|past)\b/i,
    { heading: /\b(?:entry|exit)\b/i, isList: true },
  ],
  [
    /\b(?:submit|paperwork|papers|hand in|attach|fill in|enter|upload|(?:documents?|docs|evidence|forms?|fields?|info) (?:do|are|is|does|need\w*|required)|what.{0,20} need.{0,12}(?:apply|application|claim))\b/i,
    {
      heading: /\b(?:submit|papers|to enter|documents|keep for the claim|to have by then|how to apply)\b/i,
      isList: true,
    },
  ],
  [
    /\b(?:sent back|send back|action required|corrections?)\b/i,
    { heading: /\b(?:action required|to be asked|corrections?|faults)\b/i, isList: true },
  ],
  [
    /\b(?:reject\w*|refus\w*|declin\w*|bounced|disqualif\w*|turned down|not accepted)\b/i,
    { heading: /\b(?:reject\w*|reasons|refus\w*|not eligible)\b/i, isList: true },
  ],
  [
    /\b(?:limit|cap|caps|ceiling|maximum|max|how much|how big|amount|pays?|paid|percent\w*|rate|worth|cover\w*|budget|money)\b/i,
    { heading: /\b(?:pays|amount|funded|tiers by segment|funding|cost)\b/i, unit: FIGURE },
  ],
  [
    /\b(?:stack\w*|combin\w*|together|both|alongside|on top of|same time|as well as|double dip\w*)\b/i,
    { heading: /\b(?:goes? with|go together|together|combin\w*|other programs)\b/i },
  ],
  [
    /\b(?:eligib\w*|qualif(?:y|ies)|who (?:can|may|gets|is)|allowed|requirements?|prerequisites?|criteria|conditions?|(?:can|could|may|does) (?:i|we|a|an|the|my|they)\b.{0,40}\b(?:get|apply|use|have|join))\b/i,
    {
      heading: /\b(?:who can|requirements|entry|fits|applies|not eligible|criteria|when it)\b/i,
      isList: true,
    },
  ],
  [
    /\b(?:how long|when|how soon|how fast|deadline|expir\w*|due|timeline|how many (?:days|weeks|months)|duration|how often|until|by what date)\b/i,
    {
      heading: /\b(?:time|timeline|timing|when|takes|weeks|milestones|validity|claims?|on the day)\b/i,
      unit: WHEN,
    },
  ],
  [
    /\b(?:comput\w*|calculat\w*|deriv\w*|predict\w*|estimat\w*|figure out|come up with|worked out|work out|decide\w*|know the|where .{0,20} (?:come|comes|came) from|method\w*|how accurate)\b/i,
    {
      heading:
        /\b(?:comes from|computed|calculat\w*|learners|learns|reckons|the idea|comes out|rule|arr and mrr|from .* to|judged|the amount|blending|how good)\b/i,
    },
  ],
  [
    /\b(?:siz(?:e|es|ing)|rightsiz\w*|how large|capacity|vcpus?|what .{0,20}(?:ask|know)|questions? (?:to|should|for))\b/i,
    { heading: /\b(?:sizing|cost|questions|numbers)\b/i, isList: true },
  ],
  [
    /\b(?:risks?|go(?:es)? wrong|pitfalls?|watch out|gotchas?|mistakes?|problems?|fail\w*|stuck|lose)\b/i,
    { heading: /\b(?:risks?|stuck|faults|breaks|wrong|slips|watch|traps|must not)\b/i, isList: true },
  ],
  [
    /\b(?:cost|costs|expensive|price|pricing|cheap\w*|save|saving)\b/i,
    { heading: /\b(?:cost|prices?|pay|traps)\b/i },
  ],
  [/\b(?:tag|tags|tagging|tagged)\b/i, { heading: /\btagging\b/i }],
  [
    /\b(?:milestones?|claims?|invoice|reimburse\w*|get paid|payout)\b/i,
    { heading: /\b(?:milestones?|claims?|afterwards)\b/i },
  ],
  [
    /\b(?:say|tell|answer|object\w*|pitch|respond|convince|talk)\b/i,
    { heading: /^"|\b(?:talk|say|message|convinces|call)\b/i },
  ],
  [/\b(?:who|whom|whose)\b/i, { heading: /\bwho\b/i }],
  [
    /\bwhy\b/i,
    { heading: /\b(?:why|reasons?)\b/i, unit: /\b(?:because|since|so that|reason|therefore|as)\b/i },
  ],
  [
    /\b(?:difference|differ|versus|vs\.?|compare|or|better|choose|which)\b/i,
    { heading: /\b(?:which|difference|different|kinds|ways|strategies|choosing)\b|\bor\b/i },
  ],
  [
    /\b(?:how (?:do|can|should|to|must|would|does)|steps?|process|move|get into|get to|advance|procedure|what (?:do|should|must) (?:i|we)|start|set up|register|apply|next)\b/i,
    {
      heading:
        /\b(?:entry|steps|to do|submit|how to|apply|how (?:a|it) .{0,20}(?:runs|works|goes|is done)|enter|requirements|order|get there|happens|rules that work)\b/i,
      isList: true,
    },
  ],
  [
    /^(?:what(?:['’]?s| is| are| does)?|define|explain|meaning|describe|tell me)\b|\bmean(?:s|ing)?\b|\bstands? for\b/i,
    {
      heading:
        /\bwhat (?:it is|they are|it means|it says|they say|the phase is|it gives|they are for|it is for)\b|\bmeans\b|\bwhat an? \b|\bthe idea\b/i,
    },
  ],
];

const MOST_KINDS = 2;

/** The kinds a question is of, the surest first; none where it may be answered anywhere. */
export function kindsOf(question: string): readonly QuestionKind[] {
  return KINDS.filter(([asked]) => asked.test(question))
    .slice(0, MOST_KINDS)
    .map(([, kind]) => kind);
}
