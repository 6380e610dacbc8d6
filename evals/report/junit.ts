import { escapeText } from '#channels/render/html.ts';
import type { ReadRun } from '#evals/compare/read-run.ts';
import type { ResultLine } from '#evals/runner/run-record.ts';

/** A run as JUnit's XML: a testcase a case (not a repeat), which says how many of its repeats passed. */
export function junitXml({ record, results }: Pick<ReadRun, 'record' | 'results'>): string {
  const suites = new Map<string, Map<string, ResultLine[]>>();
  for (const line of results) {
    const suite = suites.get(line.suite) ?? new Map<string, ResultLine[]>();
    suite.set(line.caseId, [...(suite.get(line.caseId) ?? []), line]);
    suites.set(line.suite, suite);
  }
  const written = [...suites].map(([name, cases]) => suiteXml(name, [...cases.values()], record.startedAt));
  const totals = countsOf([...suites.values()].flatMap((cases) => [...cases.values()]));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${text(record.runId)}" ${counts(totals)}>\n${written.join('')}</testsuites>\n`;
}

function suiteXml(name: string, cases: readonly (readonly ResultLine[])[], startedAt: string): string {
  const at = text(startedAt.replace(/(\.\d+)?Z$/, ''));
  return `  <testsuite name="${text(name)}" timestamp="${at}" ${counts(countsOf(cases))}>\n${cases.map((lines) => caseXml(name, lines)).join('')}  </testsuite>\n`;
}

function caseXml(suite: string, lines: readonly ResultLine[]): string {
  const [first] = lines;
  if (first === undefined) return '';
  const inner = innerXml(lines);
  const open = `    <testcase name="${text(first.caseId)}" classname="${text(suite)}" time="${secondsOf(lines)}"`;
  return inner === '' ? `${open}/>\n` : `${open}>\n${inner}    </testcase>\n`;
}

function innerXml(lines: readonly ResultLine[]): string {
  const passed = lines.filter(({ outcome }) => outcome === 'pass').length;
  const state = stateOf(lines);
  if (state === 'pass') return '';
  const ofRepeats = `${passed} of ${lines.length} passed`;
  const details = text(lines.flatMap(faults).join('\n'));
  if (state === 'error')
    return `      <error message="${text(`could not be judged: ${ofRepeats}`)}" type="${lines.some(({ outcome }) => outcome === 'infra') ? 'infra' : 'invalid'}">${details}</error>\n`;
  if (state === 'skipped')
    return `      <skipped message="${text(`${lines[0]?.isKnownGap ? 'known gap' : 'report only'}: ${ofRepeats}`)}"/>\n`;
  return `      <failure message="${text(ofRepeats)}" type="${lines[0]?.gate === 'critical' ? 'critical' : 'fail'}">${details}</failure>\n`;
}

/** What fails and decides nothing is skipped, as CI understands it. */
function stateOf(lines: readonly ResultLine[]): 'pass' | 'failure' | 'error' | 'skipped' {
  if (lines.some(({ outcome }) => outcome === 'infra' || outcome === 'invalid')) return 'error';
  if (lines.every(({ outcome }) => outcome === 'pass')) return 'pass';
  return lines.some(({ gate, isKnownGap }) => isKnownGap || gate === 'report-only') ? 'skipped' : 'failure';
}

function faults({ checks, error, repeat, turns }: ResultLine): readonly string[] {
  const told = (list: ResultLine['checks']) =>
    list
      .filter(({ status }) => status === 'fail' || status === 'invalid')
      .map(({ detail = '', name }) => `  ${name}: ${detail}`);
  return [
    ...(error === undefined ? [] : [`repeat ${repeat + 1}: ${error}`]),
    ...turns.flatMap((turn) => {
      const own = told(turn.checks);
      return own.length === 0 ? [] : [`repeat ${repeat + 1} > ${turn.user.trim()}`, ...own];
    }),
    ...told(checks),
  ];
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
  readonly time: string;
}

function countsOf(cases: readonly (readonly ResultLine[])[]): Counts {
  const count = (wanted: string) => cases.filter((lines) => stateOf(lines) === wanted).length;
  return {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
    time: secondsOf(cases.flat()),
  };
}

function counts({ errors, failures, skipped, tests, time }: Counts): string {
  return `tests="${tests}" failures="${failures}" errors="${errors}" skipped="${skipped}" time="${time}"`;
}

function secondsOf(lines: readonly ResultLine[]): string {
  return (lines.reduce((sum, { metrics }) => sum + metrics.totalMs, 0) / 1000).toFixed(3);
}

/** Line breaks of an attribute stay line breaks. */
function text(value: string): string {
  return escapeText(value).replace(/\n/g, '&#10;');
}
