import type { Passage, Reading } from '../model/document.js';
import type { WorkId } from '../model/ids.js';

/** A paragraph of the growing template. */
export interface Column {
  /** Where the wording was taken from. */
  readonly origin: Reading;
  readonly passage: Passage;
  readonly text: string;
  /** How each member that has the paragraph words it. */
  readonly wordings: Map<WorkId, Wording>;
}

/** How one member words a paragraph. */
export interface Wording {
  readonly passage: Passage;
  /** It says the same but for values and marks. */
  readonly agrees: boolean;
  /** Its text with values left out: equal forms are one wording. */
  readonly form: string;
}
