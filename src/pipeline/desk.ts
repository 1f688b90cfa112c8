import type { IsoDate } from '../model/date.js';
import type { CommitId } from '../model/recording.js';
import { judge, listReviewables } from '../model/reviewable.js';
import { catalogues, type Catalogue, type Language } from '../report/catalogue.js';
import { graphSvg } from '../report/graph-svg.js';
import { siteDot } from '../report/site/graph-page.js';
import { renderSite } from '../report/site/site.js';
import type { Desk } from '../serve/desk.js';
import type { Store } from '../store/store.js';
import { type RunOutcome, runPipeline } from './run.js';
import { readSiteScripts } from './site-scripts.js';

/** What a dry run found for a day and a state of the history, or is finding, and the site of it, once it was asked for. */
interface Night {
  readonly at: CommitId | null;
  readonly day: IsoDate;
  readonly outcome: Promise<Pick<RunOutcome, 'report' | 'judgedBy'>>;
  site: Promise<ReadonlyMap<string, string>> | null;
}

/**
 * The site of a pipeline as a dry run gives it now, with review. The run is made anew when the history has moved. After a
 * decision of our own only statuses and pages are: with 272 notices that takes 1 second where the run takes 4 (measured).
 *
 * @param today the day a run is for, asked each time
 * @param language the one that pages are set to at first
 */
export function openDesk(file: string, store: Store, today: () => IsoDate, language: Language): Desk {
  let night: Night | null = null;
  const current = async (): Promise<Night> => {
    const at = await store.revision();
    const day = today();
    if (night?.at !== at || night.day !== day) {
      const outcome = runPipeline(file, { asOf: day, since: null, dryRun: true });
      night = { at, day, outcome, site: null };
    }
    return night;
  };
  /** What fails is told once, then tried again. */
  const orForget = async <T>(made: Promise<T>): Promise<T> => {
    try {
      return await made;
    } catch (error) {
      night = null;
      throw error;
    }
  };
  return {
    files: async () => {
      const found = await current();
      found.site ??= render(found.outcome, language);
      return orForget(found.site);
    },
    judged: async () => {
      const { at, outcome } = await current();
      const { report } = await orForget(outcome);
      const reviews = await store.readReviews(at);
      return judge(listReviewables(report.families, report.graph), new Map(reviews.map((each) => [each.id, each])));
    },
    decide: async (decisions) => {
      const decided = await store.decideAll(decisions);
      if (decided.commit !== null && night !== null) night = await rejudged(store, night, decided.commit);
      return decided;
    },
  };
}

/** The night with what people decided by a commit; null where anything else came between, which has to be read. */
async function rejudged(store: Store, { at, day, outcome }: Night, commit: CommitId): Promise<Night | null> {
  if ((await store.revision(`${commit}^`)) !== at) return null;
  const reviews = new Map((await store.readReviews(commit)).map((review) => [review.id, review]));
  const judged = outcome.then(({ judgedBy }) => ({ report: judgedBy(reviews), judgedBy }));
  return { at: commit, day, outcome: judged, site: null };
}

async function render(outcome: Night['outcome'], language: Language): Promise<ReadonlyMap<string, string>> {
  const { report } = await outcome;
  const svg = await graphSvg(siteDot(report));
  return renderSite(report, { language, graphSvg: svg, scripts: await readSiteScripts() });
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
