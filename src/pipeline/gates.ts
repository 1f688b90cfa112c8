import { judge, type Judged, listReviewables } from '../model/reviewable.js';
import type { GateResult, RunReport } from '../model/run.js';
import type { GateName, Settings } from './settings.js';

/** Counts what the gates of a pipeline limit. */
export function checkGates(report: RunReport, gates: Settings['gates'], unreadable: number): GateResult[] {
  return gates.map(({ gate, limit }) => {
    const counted = count(report, gate, unreadable);
    return { gate, limit, counted, passed: counted <= limit };
  });
}

function count(report: RunReport, gate: GateName, unreadable: number): number {
  switch (gate) {
    case 'unreadable-captures':
      return unreadable;
    case 'errors':
      return report.findings.filter((finding) => finding.severity === 'error').length;
    case 'warnings':
      return report.findings.filter((finding) => finding.severity === 'warning').length;
    case 'substantive':
      return sum(
        report.families.flatMap((family) => family.members.map((member) => member.comparison.summary.substantive)),
      );
    case 'slot-contradictions':
      return sum(
        report.families.flatMap((family) =>
          family.members.map((member) => member.slots.filter((slot) => slot.others.length > 0).length),
        ),
      );
    case 'open-ends':
      return report.graph.openEnds.length;
    case 'unreviewed-substantive':
      return waiting(report, ({ item }) => item.of === 'difference' && item.difference.kind === 'substantive');
    case 'unreviewed-contradictions':
      return waiting(report, ({ item }) => item.of === 'difference' && item.contradicts);
    case 'unreviewed-open-ends':
      return waiting(report, ({ item }) => item.of === 'open-end');
    case 'disputed':
      return waiting(report, ({ standing }) => standing === 'disputed');
    case 'label-disagreements':
      return report.audit.filter((row) => row.disagrees).length;
    case 'expiring':
      return report.expiring.length;
  }
}

/** What waits for a person of one sort: nobody decided on it, or people differ. */
function waiting({ families, graph, reviews }: RunReport, isCounted: (judged: Judged) => boolean): number {
  return judge(listReviewables(families, graph), reviews).filter((each) => each.waits && isCounted(each)).length;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, value) => total + value, 0);
}
