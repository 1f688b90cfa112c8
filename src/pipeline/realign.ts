import { compareTemplate } from '../compare/member.js';
import type { Finding } from '../model/graph.js';
import type { Sha256 } from '../model/ids.js';
import { JiaokanError } from '../model/message.js';
import type { CommitId } from '../model/recording.js';
import { isSameRecord } from '../store/canonical.js';
import type { AlignmentEvidence } from '../store/evidence.js';
import type { Store } from '../store/store.js';
import { judgeDifference } from './derivation.js';
import type { RereadCapture } from './reread.js';
import type { LoadedRules } from './rules-folder.js';

/**
 * The alignments of families, held again while the captures of their members are read again: each against the edition of
 * the template that it was recorded with, which the history keeps.
 */
export class Realigning {
  readonly findings: Finding[] = [];
  #aligned = 0;
  readonly #waiting = new Map<Sha256, AlignmentEvidence[]>();

  private constructor(
    recorded: readonly AlignmentEvidence[],
    private readonly loaded: LoadedRules,
  ) {
    for (const alignment of recorded) {
      const known = this.#waiting.get(alignment.snapshot);
      if (known) known.push(alignment);
      else this.#waiting.set(alignment.snapshot, [alignment]);
    }
  }

  /** @throws JiaokanError `store/damaged` */
  static async of(store: Store, at: CommitId | null, loaded: LoadedRules): Promise<Realigning> {
    return new Realigning(await store.readAlignments(at), loaded);
  }

  /** Alignments that were made again. */
  get aligned(): number {
    return this.#aligned;
  }

  /** Alignments whose capture did not come, or could not be read: taken down, or damaged. */
  get unaligned(): number {
    return [...this.#waiting.values()].reduce((sum, each) => sum + each.length, 0);
  }

  /** Holds the members that a capture is the evidence of against their templates. */
  take({ sha256, read }: RereadCapture): void {
    if (read instanceof JiaokanError) return;
    for (const alignment of this.#waiting.get(sha256) ?? []) {
      const { derivation, member, path, template } = alignment;
      const reading = read.readings.find(({ document }) => document.id === member.id);
      const again = reading && { id: member.id, ...compareTemplate(template, reading, this.loaded.rules) };
      this.#aligned += 1;
      if (again && isSameRecord(member, again, true)) continue;
      const what = again ? 'it is aligned otherwise with its template' : 'no such document is read in its capture';
      const judged = judgeDifference(what, derivation, this.loaded, codes);
      this.findings.push({ ...judged, work: member.id, path, line: null });
    }
    this.#waiting.delete(sha256);
  }
}

const codes = ['store/alignment-disagrees', 'store/aligned-otherwise'] as const;
