import { expectationOutside, shrinking, sizeUnknown, statedAtOdds, wideRange } from './amount-risks.ts';
import type { Finding } from './analysis.ts';
import { lateStart, noPlan, overrun, slowMonth } from './delivery-risks.ts';
import {
  doubtfulData,
  fewMatched,
  fewProjects,
  noAmount,
  oneCustomer,
  onePartner,
  unfamiliar,
  weakMatch,
} from './evidence-risks.ts';
import type { Risk, RiskGround } from './risk.ts';

/** What could go wrong, each with its figures and the projects behind it; worst first. */
export function assessRisks(ground: RiskGround): Finding[] {
  return RISKS.flatMap((risk) => risk(ground) ?? []);
}

const RISKS: readonly Risk[] = [
  unfamiliar,
  weakMatch,
  fewMatched,
  fewProjects,
  sizeUnknown,
  expectationOutside,
  wideRange,
  oneCustomer,
  onePartner,
  overrun,
  lateStart,
  shrinking,
  slowMonth,
  noAmount,
  noPlan,
  doubtfulData,
  statedAtOdds,
];
