import type { IsoDate } from './date.js';
import type { CitationKind } from './document.js';
import type { WorkId } from './ids.js';
import type { Place } from './message.js';

/** What a person may say of a document that the parser could not know. */
export type OverrideChange =
  | { readonly field: 'title' | 'annexTitle' | 'number' | 'type' | 'officialStatus'; readonly value: string | null }
  | { readonly field: 'issued'; readonly value: IsoDate | null }
  | { readonly field: 'issuers'; readonly value: readonly string[] }
  /** A code of GB/T 2260. */
  | { readonly field: 'jurisdiction'; readonly value: string }
  /** A citation by its line and printed text: what it names, or that it names no document. */
  | {
      readonly field: 'citation';
      readonly line: number;
      readonly text: string;
      readonly value: {
        readonly title?: string | undefined;
        readonly number?: string | undefined;
        readonly kind?: CitationKind | undefined;
      } | null;
    }
  /** A paragraph starts before these words of a line. */
  | { readonly field: 'break'; readonly line: number; readonly before: string }
  /** The line goes on in the next one. */
  | { readonly field: 'join'; readonly line: number };

/** A correction of one document, with who made it and why; `pipelines/overrides/*.yaml`. */
export interface Override {
  /** Id of the document as it is read without overrides. */
  readonly work: WorkId;
  readonly change: OverrideChange;
  readonly reason: string;
  readonly who: string;
  readonly when: IsoDate;
  readonly place: Place;
}
