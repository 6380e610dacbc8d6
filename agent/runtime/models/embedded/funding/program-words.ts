import type { Parser } from '../text/grammar.ts';
import { phrases } from '../text/phrases.ts';
import type { Token } from '../text/tokens.ts';

/** What sellers call the programs of partners; `recommendFunding` knows them by these names and says of others that it does not. */
const PROGRAMS: Readonly<Record<string, string>> = {
  MAP: 'migration acceleration program|migration acceleration programme|migration acceleration|migration accelerator program|migration accelerator|migrations acceleration program',
  WMP: 'wmp|workload migration program|workload migration programme|isv workload migration|isv workload migration program|isv wmp|iwmp',
  POC: 'poc funding|poc money|poc credits|poc fund|poc funds|poc program|poc programme|poc support|proof of concept funding|proof of concept money|proof of concept fund|pilot funding|pilot money|funded poc',
  MDF: 'mdf|mdfs|mdf money|marketing development funds|marketing development fund|market development funds|market development fund|marketing funds|marketing fund|marketing money|marketing funding|co marketing money|demand gen money',
  Activate:
    'activate credits|aws activate|activate program|activate programme|startup credits|start up credits|activate',
  'MAP Lite':
    'map lite|lite map|map light|small migration funding|small map|smaller map|mini map|small version of map|smaller version of map|lite version of map|light version of map|map for small migrations|map for small deals',
  CEI: 'cei|customer engagement incentive|customer engagement incentives|engagement incentive|engagement incentives|launch incentive|launch incentives|launch bonus|partner bonus|our bonus|bonus for us|bonus for the partner|bonus when it launches|bonus at launch|bonus on launch|bonus for launching|reward for launching|reward at launch',
  'GenAI POC':
    'genai poc|gen ai poc|genai funding|gen ai funding|generative ai funding|genai money|generative ai poc|bedrock poc|genai credits|gen ai money|gen ai credits|generative ai money|generative ai credits|gen ai program|gen ai programme|generative ai program|bedrock money|bedrock funding',
  MMP: 'mmp|microsoft modernization program|microsoft modernisation program|microsoft funding|windows modernization funding|microsoft modernization funding|getting off microsoft|get off microsoft|off microsoft|leaving microsoft|leave microsoft|away from microsoft|microsoft exit|microsoft program|microsoft programme|microsoft money|windows modernization program|windows program',
  'VMware Migration':
    'vmware funding|vmware exit funding|vmware program|vmware migration funding|vmware money|vmware migration program|vmware incentive|vmware one|leaving vmware money|vmware exit program|vmware exit programme',
  Greenfield:
    'partner greenfield|partner greenfield program|partner greenfield programme|greenfield program|greenfield programme|greenfield funding|greenfield money|pgp',
  OLA: 'ola|optimization and licensing assessment|optimisation and licensing assessment|licensing assessment|license assessment|licence assessment|license check|licence check|licensing check|license review|licence review|licensing review|license audit by aws',
  'ISV Accelerate': 'isv accelerate|isv accelerate program|isv accelerate programme',
  'Well-Architected':
    'well architected review credits|well architected credits|well architected funding|credits for fixing|credits for remediation|remediation credits|review credits|credits after a review|credits after the review|credits after review|wafr credits|wafr|war credits',
  MSP: 'msp program|msp programme|managed service provider program|managed service provider programme',
  'Immersion Days': 'immersion day|immersion days|immersion day funding',
};

const named: Parser<string> = phrases(
  Object.entries(PROGRAMS).flatMap(([program, names]) =>
    names.split('|').map((name) => [name, program] as const),
  ),
  { misspelt: () => true },
);

/** Around `map` it is a verb or a picture. */
const NO_PROGRAM_AFTER: ReadonlySet<string> = new Set(
  'out to the data of our your their it this that these those onto into and fields column columns legacy'.split(
    ' ',
  ),
);
const NO_PROGRAM_BEFORE: ReadonlySet<string> = new Set(
  'a road site heat to data we you i they will can could process value mind'.split(' '),
);

export interface ProgramMention {
  readonly program: string;
  readonly from: number;
  readonly to: number;
}

/** The programs that a message names, in order, each once. `isTopic`: money is talked about, so that `a POC` is one of them. */
export function readPrograms(tokens: readonly Token[], isTopic: boolean): readonly ProgramMention[] {
  const found: ProgramMention[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const read = named(tokens, at) ?? short(tokens, at, isTopic);
    if (read === null) continue;
    if (!found.some(({ program }) => program === read.value))
      found.push({ program: read.value, from: at, to: read.next });
    at = read.next - 1;
  }
  return found;
}

function short(
  tokens: readonly Token[],
  at: number,
  isTopic: boolean,
): { value: string; next: number } | null {
  const token = tokens[at];
  const [before, after] = [tokens[at - 1]?.fold ?? '', tokens[at + 1]?.fold ?? ''];
  if (token?.fold === 'map' || token?.fold === 'maps') {
    const isWritten = token.text === 'MAP';
    // `a MAP deal` names it, and `a map` is one.
    if (NO_PROGRAM_AFTER.has(after) && !(isWritten && !/^(?:out|data|to)$/.test(after))) return null;
    return isWritten || !NO_PROGRAM_BEFORE.has(before) ? { value: 'MAP', next: at + 1 } : null;
  }
  if (!isTopic) return null;
  if (/^(?:pocs?|pilots?)$/.test(token?.fold ?? '')) return { value: 'POC', next: at + 1 };
  const isConcept = ['proof', 'of', 'concept'].every((word, step) => tokens[at + step]?.fold === word);
  if (isConcept) return { value: 'POC', next: at + 3 };
  if (token?.fold === 'marketing') return { value: 'MDF', next: at + 1 };
  return token?.fold === 'greenfield' && after !== 'customer' ? { value: 'Greenfield', next: at + 1 } : null;
}
