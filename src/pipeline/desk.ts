import type { IsoDate } from '../model/date.js';
import type { CommitId } from '../model/recording.js';
import { judge, listReviewables } from '../model/reviewable.js';
import type { RunReport } from '../model/run.js';
import { catalogues, type Catalogue, type Language } from '../report/catalogue.js';
import { graphSvg } from '../report/graph-svg.js';
import { siteDot } from '../report/site/graph-page.js';
import { renderSite } from '../report/site/site.js';
import type { Desk } from '../serve/desk.js';
import type { Store } from '../store/store.js';
import { runPipeline } from './run.js';
import { readSiteScripts } from './site-scripts.js';

/** Something worked out for a day and a state of the history, or being worked out. */
interface For<T> {
  readonly at: CommitId | null;
  readonly day: IsoDate;
  readonly value: Promise<T>;
}

/**
 * The site of a pipeline as a dry run gives it now, with review. It is made anew when the history has moved, by a night or
 * by a decision: a decision on an effect changes statuses, and so pages that nobody looked at.
 *
 * @param today the day a run is for, asked each time
 * @param language the one that pages are set to at first
 */
export function openDesk(file: string, store: Store, today: () => IsoDate, language: Language): Desk {
  let report: For<RunReport> | null = null;
  let site: For<ReadonlyMap<string, string>> | null = null;
  const find = async (): Promise<RunReport> =>
    (await runPipeline(file, { asOf: today(), since: null, dryRun: true })).report;
  const render = async (made: Promise<RunReport>): Promise<ReadonlyMap<string, string>> => {
    const found = await made;
    const svg = await graphSvg(siteDot(found));
    return renderSite(found, { language, graphSvg: svg, scripts: await readSiteScripts() });
  };
  return {
    files: async () => {
      const at = await store.revision();
      const day = today();
      if (site?.at !== at || site.day !== day) {
        report = { at, day, value: find() };
        site = { at, day, value: render(report.value) };
      }
      return site.value.catch((error: unknown) => {
        site = report = null; // told once, then tried again
        throw error;
      });
    },
    judged: async () => {
      const at = await store.revision();
      const day = today();
      if (report?.at !== at || report.day !== day) report = { at, day, value: find() };
      const { families, graph } = await report.value.catch((error: unknown) => {
        report = null;
        throw error;
      });
      const reviews = await store.readReviews(at);
      return judge(listReviewables(families, graph), new Map(reviews.map((review) => [review.id, review])));
    },
    decide: async (decisions) => {
      const decided = await store.decideAll(decisions);
      // What can be decided on is what it was; only the pages have to be made anew.
      if (report !== null && decided.commit !== null) report = { ...report, at: decided.commit };
      return decided;
    },
  };
}

/** The words of the page's script, in one language. */
function clientWords({ label, decide, standing, kind }: Catalogue): Readonly<Record<string, string>> {
  const { review, reviewer, reviewBulk, reviewBulkAsk, reviewSave, reviewCancel, reviewWho, reviewSending } = label;
  const { reviewDone, reviewReady, reviewGone, reviewForbidden, reviewUnknown, reviewLocked, family, kindOf } = label;
  const asked = { review, reviewer, reviewBulk, reviewBulkAsk, reviewSave, reviewCancel, reviewWho, reviewSending };
  const told = { reviewDone, reviewReady, reviewGone, reviewForbidden, reviewUnknown, reviewLocked };
  return { ...asked, ...told, family, kindOf, ...decide, ...standing, ...kind };
}

/** The words of the page's script in every language. */
export const wordsOfClient = { 'zh-CN': clientWords(catalogues['zh-CN']), en: clientWords(catalogues.en) };
