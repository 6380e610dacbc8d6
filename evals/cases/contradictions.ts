import type { Expectation } from './expectation.ts';
import type { CaseSpec, SuiteFile } from './suite.ts';

/** What no schema says about a suite: sessions that are not there, expectations that exclude each other. */
export function contradictions({ cases = [], defaults }: SuiteFile): string[] {
  return [
    ...(defaults?.expect === undefined ? [] : inExpectation('defaults.expect', defaults.expect)),
    ...cases.flatMap((each) => inCase(each)),
  ];
}

function inCase({ id, seller, sessions, turns }: CaseSpec): string[] {
  const known = Object.keys(sessions ?? {});
  const names = (given: string) =>
    `${given}; this case has ${known.join(', ') || 'one session without a name'}`;
  return [
    ...(seller !== undefined && sessions !== undefined
      ? [`${id}: seller and sessions: each session names its own seller`]
      : []),
    ...(sessions !== undefined && known.length === 0 ? [`${id}.sessions: at least one is needed`] : []),
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

function inExpectation(place: string, { tools, refuse, outcome, asks }: Expectation): string[] {
  const { none, order, mode, forbid = [] } = tools ?? {};
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
  ];
}
