import { withinDistance } from '#action-groups/kernel/edit-distance.ts';
import type { ConversationState } from '../conversation/plan.ts';
import { type Analysed, readNamed } from '../conversation/return-to.ts';
import { nameRun } from '../facts/name-run.ts';
import { sliceSource, spanOf, type Token } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { mentionedIn } from '../working-set/mentioned.ts';
import { core } from '../working-set/words.ts';

/** Whom a request is about. */
export type RequestSubject =
  /** The opportunity at hand, or none. */
  | { readonly kind: 'current' }
  | { readonly kind: 'other'; readonly opportunity: Analysed }
  /** Somebody who was not analysed in this session. */
  | { readonly kind: 'customer'; readonly name: string };

/** By a name or what is known of an opportunity of the session, else by a name behind `for`, `to`, `at`. */
export function subjectOf(state: ConversationState, understanding: Understanding): RequestSubject {
  const { known, analysisId, talk } = state;
  const named =
    readNamed(known, understanding) ??
    mentionedIn(understanding, { known, analysisId, today: '', listed: talk.listed })?.opportunity ??
    null;
  if (named !== null)
    return named.analysisId === analysisId ? { kind: 'current' } : { kind: 'other', opportunity: named };
  const name = nameBehind(understanding);
  return name === null ? { kind: 'current' } : { kind: 'customer', name };
}

const HINGES: ReadonlySet<string> = new Set(
  'for to at with from of on about sell upsell pitch offer will would into inside towards'.split(' '),
);
/** Words that stand behind a hinge and are nobody. */
const NOBODY =
  /^(?:aws|amazon|map|mdf|poc|roi|npv|irr|isv|isvs|ace|apn|ola|wmp|pgp|tco|q[1-4]|fy\d*|january|february|march|april|may|june|july|august|september|october|november|december|ai|ml|genai|saas|eks|ecs|ec2|s3|rds|sap|vmware|oracle|aurora|redshift|lambda|bedrock|sagemaker|smb|enterprise|usd|ftr|i|we|ok|the|this|that|them|us|our|my|it|activate|greenfield|marketing|migration|windows|linux|kubernetes|postgres|postgresql|sql|monday|tuesday|wednesday|thursday|friday|technical|business|committed|qualified|prospect|launched|partner|europe|germany|advanced|premier|select|registered|mobilize|assess|migrate)$/;

function nameBehind({ tokens, source, mentions }: Understanding): string | null {
  for (let at = 1; at < tokens.length; at += 1) {
    if (
      !HINGES.has(tokens[at - 1]?.fold ?? '') ||
      !isCapital(tokens[at]) ||
      NOBODY.test(tokens[at]?.fold ?? '')
    )
      continue;
    const isPlace = mentions.places.some(({ from, to }) => from <= at && at < to);
    const isDate = mentions.dates.some(({ from, to }) => from <= at && at < to);
    if (isPlace || isDate) continue;
    const run = nameRun(tokens, at, tokens.length, () => false);
    if (run !== null && run.from === at) return sliceSource(source, spanOf(tokens, run.from, run.to));
  }
  return lowerCaseName(tokens, source);
}

/** `and Initech`, `what about Globex Energy?`: nothing but a name, after words that go on. */
export function nameAlone({ tokens, source, mentions }: Understanding): string | null {
  const { from, to } = core(tokens, { from: 0, to: tokens.length });
  const at =
    from + (/^(?:what|how)$/.test(tokens[from]?.fold ?? '') && tokens[from + 1]?.fold === 'about' ? 2 : 0);
  if (!isCapital(tokens[at]) || NOBODY.test(tokens[at]?.fold ?? '')) return null;
  if ([...mentions.places, ...mentions.dates].some((each) => each.from <= at && at < each.to)) return null;
  const run = nameRun(tokens, at, to, () => false);
  return run !== null && run.from === at && run.to === to
    ? sliceSource(source, spanOf(tokens, at, to))
    : null;
}

function isCapital(token: Token | undefined): boolean {
  return token?.kind === 'word' && /^\p{Lu}/u.test(token.text);
}

/** `upsell ideas for globex`: the last word, where it is no word of such questions. */
function lowerCaseName(tokens: readonly Token[], source: string): string | null {
  const words = tokens.filter(({ kind }) => kind === 'word');
  const last = words.at(-1);
  const before = words.at(-2);
  if (last === undefined || before === undefined || !/^(?:for|at|with)$/.test(before.fold)) return null;
  if (last.fold.length < 4 || isCommon(last.fold) || NOBODY.test(last.fold)) return null;
  return sliceSource(source, last);
}

/** One of the words of such questions, with a typo too. */
function isCommon(fold: string): boolean {
  return (
    COMMON.has(fold) ||
    (fold.length >= LONG_WORD &&
      [...COMMON].some((word) => word.length >= LONG_WORD && withinDistance(fold, word, 1)))
  );
}

const LONG_WORD = 8;

const COMMON: ReadonlySet<string> = new Set(
  `application applications approval deadline deadlines document documents this that these those them here there customer customers client account accounts deal deals opportunity opportunities project projects company everybody everyone anyone
  quarter quarters year years month months poc pocs pilot pilots migration migrations startup startups isvs partner partners seller sellers free sure help funding money analytics databases database security
  storage compute networking machine learning assessment mobilize mobilise migrate phase workshop training marketing events event campaign services service now later next tomorrow today please thanks example
  instance time start analysis program programs programme approval submission claim cost costs savings growth return payback percent discount rate horizon aurora postgres windows linux oracle mainframe vmware kubernetes
  containers serverless backup contact center centre modernization modernisation software vendors vendor prospect sales technical validation business committed launch live production both either each which what years`.split(
    /\s+/,
  ),
);
