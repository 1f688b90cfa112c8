import type { WorkId } from '../model/ids.js';
import type { Recording } from '../model/recording.js';
import { isGraphPath, runFile, type RunRecord } from './layout.js';
import { type Plan, planRecording } from './plan.js';
import type { FileChange, StoredTree } from './tree.js';

/** A run that is being planned while its files are written: what it has found is whole when the last file was given. */
export class Planning {
  /** Of the files that change, the run's own left out. */
  readonly paths: string[] = [];
  #plan: Plan | null = null;

  constructor(
    private readonly recording: Recording,
    private readonly run: string,
    private readonly onPlanned: () => void,
  ) {}

  /**
   * The files that change, and then that of the run; none where nothing changes. The last is given when the history is
   * known to be sound, and without it there is no commit; of two faults, that of the history is told.
   */
  async *files(tree: StoredTree, isSound: Promise<void>): AsyncGenerator<FileChange> {
    isSound.catch(() => undefined); // told below
    try {
      this.#plan = yield* this.#noted(planRecording(this.recording, tree));
    } finally {
      await isSound;
    }
    if (this.paths.length === 0) return;
    yield* runFile(this.record());
    this.onPlanned();
  }

  async *#noted(files: AsyncGenerator<FileChange, Plan>): AsyncGenerator<FileChange, Plan> {
    let next = await files.next();
    for (; next.done !== true; next = await files.next()) {
      this.paths.push(next.value[0]);
      yield next.value;
    }
    return next.value;
  }

  /** To be asked when all files were given. */
  plan(): Plan {
    if (this.#plan === null) throw new TypeError('a plan is whole when its files were gone through');
    return this.#plan;
  }

  /** What the run's own file says. */
  record(): RunRecord {
    const { asOf, changeKind, rulesSha256, toolVersion, sources, families } = this.recording;
    const plan = this.plan();
    const having = (novelty: 'new' | 'changed'): readonly WorkId[] =>
      [...plan.novelty].filter(([, found]) => found === novelty).map(([id]) => id);
    return {
      run: this.run,
      asOf,
      changeKind,
      rulesSha256,
      toolVersion,
      sources,
      capturesRead: plan.capturesRead,
      documentsRead: plan.documentsRead,
      capturesStored: plan.captures,
      documentsNew: having('new'),
      documentsChanged: having('changed'),
      documentsReread: plan.reread,
      documentsWithVariants: plan.variants,
      families: families.map(({ declaration }) => declaration.id).toSorted(),
      graphFiles: this.paths.filter(isGraphPath).length,
    };
  }
}
