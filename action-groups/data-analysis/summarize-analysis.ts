import type { Analysis, AnalysisSummary } from './analysis.ts';

const MOST_SERVICES = 8;
const MOST_REASONS = 6;

/** The analysis without its rows, its SQL and its longer lists: what a model is given to word. */
export function summarizeAnalysis(analysis: Analysis): AnalysisSummary {
  const { queryId, rowsMatched, rowsRead, rowsUsed, period, scope, dataVersion, sampleData } =
    analysis.evidence;
  return {
    analysisId: analysis.analysisId,
    analysisType: analysis.analysisType,
    outcome: analysis.outcome,
    opportunity: analysis.opportunity,
    notes: analysis.notes,
    metrics: analysis.metrics,
    groupMedians: groupMediansOf(analysis.prediction),
    confidence: analysis.confidence,
    services: analysis.services
      .slice(0, MOST_SERVICES)
      .map(({ service, share, projects, monthlyUsd, part }) => ({
        service,
        share,
        projects,
        monthlyUsd,
        part,
      })),
    servicesTotal: analysis.services.length,
    similarProjects: analysis.similarProjects.map((project) => ({
      opportunityId: project.opportunityId,
      customerName: project.customerName,
      opportunityName: project.opportunityName,
      closeDate: project.closeDate,
      arrUsd: project.arrUsd,
      durationMonths: project.durationMonths,
      similarity: project.similarity,
      reasons: [...project.reasons].sort((a, b) => b.weight - a.weight).slice(0, MOST_REASONS),
    })),
    risks: analysis.risks.map(({ code, text, figures }) => ({ code, text, figures })),
    evidence: { queryId, rowsMatched, rowsRead, rowsUsed, period, scope, dataVersion, sampleData },
  };
}

function groupMediansOf(prediction: Analysis['prediction']): AnalysisSummary['groupMedians'] {
  if (prediction === null) return null;
  const { arrUsd, mrrUsd, gapDays, durationMonths } = prediction.targets;
  return {
    arrUsd: arrUsd.groupMedian,
    mrrUsd: mrrUsd.groupMedian,
    gapDays: gapDays.groupMedian,
    durationMonths: durationMonths.groupMedian,
  };
}
