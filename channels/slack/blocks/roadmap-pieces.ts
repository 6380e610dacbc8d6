import type { Roadmap } from '#action-groups/follow-on/roadmap.ts';
import {
  quartersTable,
  quarterText,
  roadmapLeftTable,
  roadmapTitle,
  stepsTable,
} from '#channels/render/roadmap-tables.ts';
import { roadmapEvidenceLine } from '#channels/render/roadmap-words.ts';
import { type Chart, chartPieces } from './chart-pieces.ts';
import { contextBlock, headerBlock, lineSections, type Piece, piecesOf, titled } from './make-blocks.ts';
import { tablePieces } from './table-pieces.ts';

const options = { whole: 'Export CSV has every step.' };

/** A plan: its steps quarter by quarter with their reasons, what it comes to, what was left out and why. */
export function roadmapPieces(plan: Roadmap): readonly Piece[] {
  const { headline, notes, steps, totals } = plan;
  const title = roadmapTitle(plan);
  const why = steps.map((step) => `${quarterText(step.quarter)}, ${step.name}: ${step.why}`);
  return [
    { blocks: [headerBlock(title), ...lineSections([headline])], title },
    ...piecesOf(lineSections(notes.map(({ text }) => `Note: ${text}`))),
    ...tablePieces(stepsTable(plan), options),
    ...titled('Why', piecesOf(lineSections(why, '• '))),
    ...chartPieces(quartersChart(plan)),
    ...(steps.length === 0 ? [] : tablePieces(quartersTable(plan), options)),
    ...(steps.length === 0 ? [] : piecesOf([contextBlock([totals.method])])),
    ...tablePieces(roadmapLeftTable(plan), options),
    ...piecesOf([contextBlock([roadmapEvidenceLine(plan)])]),
  ];
}

function quartersChart({ quarters }: Roadmap): Chart {
  return {
    type: 'bar',
    title: 'ARR of the steps that start in a quarter',
    series: ['Low', 'Middle', 'High'],
    points: quarters.map(({ quarter, arrUsd }) => ({
      label: quarterText(quarter),
      values: [arrUsd?.low ?? null, arrUsd?.median ?? null, arrUsd?.high ?? null],
    })),
    xLabel: 'Quarter',
    yLabel: 'USD a year',
    unit: 'usd',
    hasTable: true,
    twin: 'The table has the same figures.',
  };
}
