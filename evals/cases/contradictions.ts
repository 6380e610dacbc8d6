import type { Expectation } from './expectation.ts';
import type { Range } from './match.ts';
import type { CaseSpec, SuiteFile } from './suite.ts';
import { patternOf } from './values.ts';

/** What no schema says about a suite: sessions that are not there, expectations that exclude each other. */
export function contradictions({ cases = [], defaults }: SuiteFile): string[] {
  return [
    ...(defaults?.expect === undefined ? [] : inExpectation('defaults.expect', defaults.expect)),
    ...cases.flatMap((each) => inCase(each)),
  ];
}

function inCase({ id, seller, sessions, turns, gate, tags }: CaseSpec): string[] {
  const known = Object.keys(sessions ?? {});
  const names = (given: string) =>
    `${given}; this case has ${known.join(', ') || 'one session without a name'}`;
  return [
    ...(gate === 'critical' && tags?.includes('known-gap')
      ? [`${id}: a critical case is no known gap: what is known to fail decides nothing`]
      : []),
    ...(seller !== undefined && sessions !== undefined
      ? [`${id}: seller and sessions: each session names its own seller`]
      : []),
    ...(sessions !== undefined && known.length === 0 ? [`${id}.sessions: at least one is needed`] : []),
    ...Object.entries(sessions ?? {})
      .filter(([, { seller: own, partners }]) => (own === undefined) === (partners === undefined))
      .map(([name]) => `${id}.sessions.${name}: needs either a seller of the directory or partners`),
    ...turns.flatMap(({ in: session, expect = {} }, at) => [
      ...(session === undefined && known.length > 1
        ? [`${id}.turns.${at}: in which session? ${names('say in: …')}`]
        : []),
      ...(session !== undefined && !known.includes(session)
        ? [`${id}.turns.${at}.in: there is no session ${names(session)}`]
        : []),
      ...(Array.isArray(expect.noLeak) ? expect.noLeak : [])
        .filter((name) => !known.includes(name))
        .map((name) => `${id}.turns.${at}.expect.noLeak: there is no session ${names(name)}`),
      ...inExpectation(`${id}.turns.${at}.expect`, expect),
    ]),
  ];
}

function inExpectation(place: string, expected: Expectation): string[] {
  const { tools, refuse, outcome, asks, followUps } = expected;
  const { none, order, mode, forbid = [], calls } = tools ?? {};
  return [
    ...(none === true && order !== undefined ? [`${place}.tools: none and order exclude each other`] : []),
    ...(mode !== undefined && order === undefined
      ? [`${place}.tools.mode: needs an order to be read in`]
      : []),
    ...(order ?? [])
      .filter((name) => forbid.includes(name))
      .map((name) => `${place}.tools: ${name} is expected and forbidden`),
    ...(refuse !== undefined && refuse !== 'missing-data' && outcome !== undefined && outcome !== 'refused'
      ? [`${place}: refuse and outcome: ${outcome} exclude each other`]
      : []),
    ...(asks !== undefined && outcome !== undefined && outcome !== 'asked'
      ? [`${place}: asks and outcome: ${outcome} exclude each other`]
      : []),
    ...inRange(`${place}.followUps`, followUps),
    ...inRange(`${place}.tools.calls`, calls),
    ...patternsOf(expected)
      .filter(([, pattern]) => !isPattern(pattern))
      .map(([field, pattern]) => `${place}.${field}: “${pattern}” is no regular expression`),
  ];
}

function inRange(place: string, { min = 0, max = Number.POSITIVE_INFINITY }: Range = {}): string[] {
  return min <= max ? [] : [`${place}: min ${min} is above max ${max}`];
}

/** Every pattern of an expectation, with where it stands. */
function patternsOf({
  answer,
  cites = [],
  slots = {},
  find = {},
  calls = [],
}: Expectation): [string, string][] {
  const matches = [
    ...Object.entries(slots).map(([name, match]) => [`slots.${name}`, match] as const),
    ...Object.entries(find).map(([name, match]) => [`find.${name}`, match] as const),
    ...calls.flatMap(({ operation, arguments: given = {} }) =>
      Object.entries(given).map(([name, match]) => [`calls.${operation}.${name}`, match] as const),
    ),
  ];
  return [
    ...(answer?.re ?? []).map((pattern): [string, string] => ['answer.re', pattern]),
    ...cites.map((pattern): [string, string] => ['cites', pattern]),
    ...matches.flatMap(([field, match]): [string, string][] =>
      typeof match === 'object' && 're' in match ? [[`${field}.re`, match.re]] : [],
    ),
  ];
}

function isPattern(text: string): boolean {
  try {
    patternOf(text);
    return true;
  } catch {
    return false;
  }
}
