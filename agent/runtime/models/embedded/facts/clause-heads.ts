import type { Token } from '../text/tokens.ts';
import type { TokenRange } from './fact.ts';

/** Talk before what is wanted, at the head of a clause; each pattern over folded words, anchored, bounded. */
const HEADS: readonly RegExp[] = [
  // `so um yeah`, `hi team`, `quick one`
  /^(?:(?:so|um|uh|erm|er|hmm|yeah|yep|yo|ugh|hi|hello|hey|salut|bonjour|hola|ciao|dear|fyi|btw|basically|ok|okay|well|anyway)(?: (?:team|all|folks|guys|everyone|there|again|colleagues?))?(?: |$))+/,
  /^(?:(?:just )?(?:a )?(?:quick|small|short) (?:one|question|q|sanity check|check|request|ask)(?: on| for| about)?)(?: |$)/,
  // `we are planning to`, `they are wanting to`, `interested in a`
  /^(?:(?:we|i|they|he|she|it|who|customer|client) )?(?:(?:are|is|am|re|were|was|have been|has been|been|now|also|basically|currently) )*(?:planning|planing|wanting|hoping|aiming|intending|thinking|looking|trying|wishing|considering|interested|keen|willing) (?:to|of|for|in|on|about|by|at|into)(?: |$)(?:(?:get|see|have) (?:a |an )?(?:number|figure|quote|estimate|forecast|prediction)s? )?/,
  /^(?:we|i|they) (?:have )?been (?=[a-z])/,
  /^(?:i|we) (?:(?:am|are) )?(?:just )?(?:reaching out|writing|contacting you)(?: (?:to you|you))?(?: (?:regarding|about|for|because of|on))?(?: |$)/,
  /^(?:we|i) (?:have )?(?:got|received|have) (?:the |a )?(?:green light|go ahead|thumbs up)(?: |$)/,
  /^(?:not (?:quite |really )?sure (?:about|of) .{0,30}?(?: yet)? but )/,
  // `a number for`, `the figures on`, `a forecast`
  /^(?:(?:need|needs|give|send|get|want|can|could|would|you|u|we|i|me|us|have|like|please|pls|plz|some|an?|the|your|rough|quick|arr|mrr|help|with|your) ){0,7}(?:numbers?|figures?|quotes?|estimates?|forecasts?|predictions?|sizing|ballpark|projections?)(?: (?:for|on|of|about)(?: |$)| ?$| (?=[-:]))/,
  /^(?:(?:can|could|would|will) (?:you|u|we|i|somebody|someone) )(?:(?:please|pls|plz|kindly|quickly|help|me|us|to|also|just) )*(?:size|estimate|predict|price|check|assess|evaluate|analy[sz]e|look|run|do|help)(?: up| at| into| with| me| us)*(?: (?:size|estimate|predict|price))?(?: (?:this|it|that|one|us|me))*(?: |$)/,
  /^(?:size|sizing|estimate|price|assess)(?: up)?(?: (?:this|it|that|an?|the))?(?: (?:one|deal|opp|opportunity))?(?: for)?(?: (?:me|us))? (?=[-:])/,
  /^(?:(?:is|was) )?it worth \w+ing (?:an? )?/,
  /^(?:and |so )?what (?:they|he|she|the customer|customer|it|we) (?:(?:really|basically|actually|would|do|all|now|also|is|are) )*(?:like|want|wants|need|needs|looking for|asking for|after|interested in)(?: (?:is|was))?(?: to)?(?: |$)/,
  /^what would (?=an? |the |their |our |\d|[a-z]+ing )/,
  /^(?:i|we) (?:think|guess|believe|reckon|hope|have the honou?r to submit|have been|were|was|are having)(?: (?:that|talking|speaking|chatting|told|asked)(?: (?:to|with))?)?(?: |$)/,
  /^(?:(?:has|have) )?(?:told|said|says|mentioned|tells|confirmed)(?: (?:me|us|that))*(?: |$)/,
  /^(?:(?:it|this|its|that) )?(?:is |s )?(?:all )?(?:about|regarding|re|concerning) (?!\d)/,
  /^(?:(?:and|so|but|then|now|also|basically|again) )*(?:they|we|he|she|customer) (?:(?:basically|really|actually|now|also|just|are|would|will|do|uh|um) )*(?:want|wants|wish|need|needs|like|love|plan|plans|intend|going|wanna|gonna)(?: (?:us|you|to|uh|um|basically))*(?: |$)/,
];

const LONGEST_HEAD = 16;
const MOST_HEADS = 4;

/** How many tokens at the head of a clause are talk: `hi team - can u size up a lakehouse` leaves `a lakehouse`. */
export function talkAt(tokens: readonly Token[], { from, to }: TokenRange): number {
  let at = from;
  for (let round = 0; round < MOST_HEADS && at < to; round += 1) {
    const words = tokens.slice(at, Math.min(to, at + LONGEST_HEAD)).map(({ fold }) => fold);
    const folded = words.join(' ');
    const longest = Math.max(...HEADS.map((head) => head.exec(folded)?.[0].trimEnd().length ?? 0));
    if (longest <= 0) break;
    let length = 0;
    let taken = 0;
    while (taken < words.length && length < longest) {
      length += (words[taken]?.length ?? 0) + (length === 0 ? 0 : 1);
      taken += 1;
    }
    if (length > longest) break;
    at += taken;
  }
  return at - from;
}

/** What people say while they look for a word. */
export const HESITATIONS: ReadonlySet<string> = new Set(['um', 'uh', 'erm', 'uhm', 'hmm']);
