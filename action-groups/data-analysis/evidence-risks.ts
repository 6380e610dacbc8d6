import { formatCount, formatShare } from '../kernel/format.ts';
import { CONFIDENCE_THRESHOLDS } from './assess-confidence.ts';
import { customerKey } from './pick-similar-projects.ts';
import { RISK_THRESHOLDS, type Risk, shareRisk } from './risk.ts';
import { idsOf, rounded, rowsBy, weightOf } from './weighted-share.ts';

export const weakMatch: Risk = ({ bestCoverage, rows }) => {
  if (bestCoverage >= RISK_THRESHOLDS.weakMatch) return undefined;
  return {
    code: 'weak-match',
    text: `Even the most similar project shares only ${formatShare(bestCoverage)} of what the description names, by weight.`,
    figures: { bestCoverage: rounded(bestCoverage) },
    opportunityIds: idsOf(rows),
  };
};

const MOST_WORDS = 5;

/** The description is of something else than what was learned from. */
export const unfamiliar: Risk = ({ unfamiliar: { all, unknown } }) => {
  const { unfamiliarShare, unfamiliarWords } = RISK_THRESHOLDS;
  if (unknown.length < unfamiliarWords || unknown.length < unfamiliarShare * all) return undefined;
  const named = unknown.slice(0, MOST_WORDS).map((word) => `“${word}”`);
  return {
    code: 'unfamiliar-words',
    text: `${unknown.length} of the ${all} words of the description are unknown to the projects that this rests on: ${named.join(', ')}${unknown.length > named.length ? ' and others' : ''}.`,
    figures: { unknown: unknown.length, words: all },
    opportunityIds: [],
  };
};

export const fewMatched: Risk = ({ rows, rowsMatched }) => {
  if (rowsMatched >= RISK_THRESHOLDS.fewMatched) return undefined;
  return {
    code: 'few-matched',
    text: `Only ${formatCount(rowsMatched, 'project')} share anything with the description, so there was little to choose from.`,
    figures: { matched: rowsMatched },
    opportunityIds: idsOf(rows),
  };
};

export const fewProjects: Risk = ({ confidence: { effectiveSample }, rows }) => {
  if (effectiveSample >= CONFIDENCE_THRESHOLDS.sample.MEDIUM) return undefined;
  return {
    code: 'few-projects',
    text: `The ${formatCount(rows.length, 'similar project')} count as ${Math.round(effectiveSample)} by their weights: one of them can move the numbers.`,
    figures: { projects: rows.length, effectiveSample: rounded(effectiveSample) },
    opportunityIds: idsOf(rows),
  };
};

export const oneCustomer: Risk = ({ rows }) => {
  const byCustomer = rowsBy(rows, customerKey);
  const shares = [...byCustomer.values()].map((own) => ({ own, share: weightOf(own) / weightOf(rows) }));
  const top = shares.sort((a, b) => b.share - a.share)[0];
  const name = top?.own[0]?.customerName;
  if (top === undefined || name === undefined || top.share < RISK_THRESHOLDS.customer) return undefined;
  return {
    code: 'one-customer',
    text: `${formatShare(top.share)} of the evidence, by weight, is one customer: ${name}.`,
    figures: { share: rounded(top.share), customer: name, projects: top.own.length },
    opportunityIds: idsOf(top.own),
  };
};

/** Where a seller sees all partners, and the evidence is mostly one's. */
export const onePartner: Risk = ({ rows, scope }) => {
  const named = rows.filter(({ partnerName }) => partnerName !== null);
  const partners = [...rowsBy(named, ({ partnerName }) => partnerName ?? '')];
  const top = partners
    .map(([partner, own]) => ({ partner, own, share: weightOf(own) / weightOf(rows) }))
    .sort((a, b) => b.share - a.share || (a.partner < b.partner ? -1 : 1))[0];
  if (scope !== 'organisation' || partners.length < 2 || top === undefined) return undefined;
  if (top.share < RISK_THRESHOLDS.partner) return undefined;
  return {
    code: 'one-partner',
    text: `${formatShare(top.share)} of the evidence, by weight, is of one partner of ${partners.length}: ${top.partner}. With another it may go otherwise.`,
    figures: { share: rounded(top.share), partner: top.partner, partners: partners.length },
    opportunityIds: idsOf(top.own),
  };
};

export const doubtfulData = shareRisk({
  code: 'doubtful-data',
  least: RISK_THRESHOLDS.doubtful,
  holds: ({ doubts }) => doubts.length > 0,
  say: (share, projects) =>
    `${formatShare(share)} of the evidence, by weight, has data that was doubted on import (${projects}).`,
});

export const noAmount = shareRisk({
  code: 'no-amount',
  least: RISK_THRESHOLDS.unpriced,
  holds: ({ arrUsd }) => arrUsd === null,
  say: (share, projects) =>
    `${formatShare(share)} of the evidence, by weight, has no ARR (${projects}), so the amounts rest on the others.`,
});
