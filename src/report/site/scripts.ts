/** The scripts of the pages (`src/client`, compiled), as text by the name of their file: what a page may run. */
export interface SiteScripts {
  readonly page: string;
  readonly compare: string;
  readonly family: string;
  readonly words: string;
  readonly 'audit-lookup': string;
  readonly audit: string;
  readonly zoom: string;
  /** The library that the search page runs (MiniSearch), made for a classic script. */
  readonly minisearch: string;
  readonly 'search-tokens': string;
  readonly search: string;
}
