import type { Document } from '../model/document.js';
import type { Sha256, WorkId } from '../model/ids.js';
import type { Finding } from '../model/graph.js';
import { JiaokanError } from '../model/message.js';
import type { CommitId } from '../model/recording.js';
import { runGit } from './git.js';
import { documentPath, isDocumentPath, isGraphPath, paragraphsOf, textPath } from './layout.js';
import { checkAgreement, type Said, saidBy } from './agreement.js';
import { captureNotePath, capturePath, sha256Of, takedownPath, workFolder } from './paths.js';
import { parseReview } from './reviews.js';
import { findMove, movedByHand } from './soundness.js';
import { parseDocument, parseGraph, parseRecord } from './stored.js';
import { hasObject, readTakedowns } from './takedown.js';
import { blobId, type StoredTree } from './tree.js';

/**
 * What git itself finds wrong: objects that are missing, damaged or badly formed, anywhere in the history.
 *
 * @throws JiaokanError `store/git-missing`
 */
export async function checkObjects(gitDir: string): Promise<readonly Finding[]> {
  const args = ['fsck', '--full', '--no-dangling', '--no-progress'];
  const { code, stdout, stderr } = await runGit(gitDir, args);
  if (code === 0) return [];
  // Links that lead to a missing object are told besides the object itself.
  const isLink = (line: string): boolean => /^broken link from|^ +to +(?:blob|tree|commit) /.test(line);
  const lines = `${stdout.toString()}\n${stderr}`.split('\n').filter((line) => line.trim() !== '' && !isLink(line));
  return [...new Set(lines)].map((line) => finding('store/object-damaged', null, `git fsck: ${line}`));
}

/** Whether something else moved the history, and which documents it changed. @throws JiaokanError `store/git-missing` */
export async function checkMove(gitDir: string, commit: CommitId): Promise<readonly Finding[]> {
  const move = await findMove(gitDir, commit);
  if (move === null) return [];
  const { code, message } = movedByHand(gitDir, move);
  const args = ['diff-tree', '-r', '-z', '--name-only', '--no-renames', move.from, move.to, '--', 'works', 'captures'];
  const { stdout } = await runGit(gitDir, args);
  const paths = stdout
    .toString()
    .split('\0')
    .filter((path) => path !== '');
  const changed = paths.map((path) => finding(code, path, 'was changed by something else than jiaokan'));
  return [finding(code, null, message), ...changed];
}

/**
 * Findings of git's with the file of the newest revision that an object is, one a file: git says of one bad byte in six
 * ways what cannot be read. What the files' own check finds anyway is left to that.
 */
export function nameFiles(
  findings: readonly Finding[],
  tree: StoredTree,
  found: readonly Finding[],
): readonly Finding[] {
  const pathOf = new Map([...tree.blobs].map(([path, id]) => [id, path]));
  const named = new Set(found.map(({ path }) => path));
  return findings.flatMap((each) => {
    const ids = each.text.match(/\b[0-9a-f]{40}\b/g) ?? [];
    const path = ids.map((id) => pathOf.get(id)).find((at) => at !== undefined);
    if (path === undefined) return [each];
    if (named.has(path)) return [];
    named.add(path);
    return [{ ...each, path }];
  });
}

/** Findings about files with the documents they hit: of a capture, those that lose their evidence. */
export async function nameDocuments(findings: readonly Finding[], tree: StoredTree): Promise<readonly Finding[]> {
  if (findings.length === 0) return findings;
  const readFrom = await worksByCapture(tree);
  const inFolder = await worksByFolder(tree);
  return findings.map((each) => {
    const works = readFrom.get(captureAt(each.path) ?? '') ?? [];
    const work = each.work ?? works[0] ?? inFolder.get(/^works\/[^/]+\/[^/]+\/[^/]+/.exec(each.path ?? '')?.[0] ?? '');
    if (work === undefined) return each;
    return { ...each, work, text: works.length > 0 ? `${each.text}; evidence of ${works.join(', ')}` : each.text };
  });
}

/** By the graph, as the record in a folder may itself be what is damaged. */
async function worksByFolder(tree: StoredTree): Promise<ReadonlyMap<string, WorkId>> {
  const files: [string, string][] = [];
  for (const path of tree.blobs.keys()) {
    if (!path.startsWith('graph/nodes/')) continue;
    const bytes = await readOrReport(tree, path, []);
    if (bytes) files.push([path, bytes.toString()]);
  }
  try {
    return new Map(parseGraph(files).nodes.map(({ id }) => [workFolder(id), id]));
  } catch (error) {
    if (error instanceof JiaokanError) return new Map(); // a finding of its own
    throw error;
  }
}

async function worksByCapture(tree: StoredTree): Promise<ReadonlyMap<string, readonly WorkId[]>> {
  const works = new Map<string, WorkId[]>();
  for (const path of tree.blobs.keys()) {
    if (!isDocumentPath(path)) continue;
    const bytes = await readOrReport(tree, path, []);
    const document = bytes && readableDocument(path, bytes.toString());
    if (document) works.set(document.source.sha256, [...(works.get(document.source.sha256) ?? []), document.id]);
  }
  return works;
}

/** Null for a record that is itself damaged, which is a finding of its own. */
function readableDocument(path: string, text: string): Document | null {
  try {
    return parseDocument(path, text);
  } catch (error) {
    if (error instanceof JiaokanError) return null;
    throw error;
  }
}

function captureAt(path: string | null): Sha256 | null {
  return (/^captures\/[0-9a-f]{2}\/([0-9a-f]{64})$/.exec(path ?? '')?.[1] ?? null) as Sha256 | null;
}

/** Every file of the tree against its hash and against the others. Empty where all is well. */
export async function checkTree(tree: StoredTree): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const graph: [string, string][] = [];
  const records = new Map<WorkId, Said>();
  for (const [path, id] of tree.blobs) {
    const bytes = await readOrReport(tree, path, findings);
    if (bytes === null) continue;
    if (blobId(bytes) !== id) findings.push(finding('store/object-damaged', path, 'does not match its object id'));
    if (isGraphPath(path)) graph.push([path, bytes.toString()]);
    else findings.push(...(await checkFile(tree, path, bytes)));
    const document = isDocumentPath(path) ? readableDocument(path, bytes.toString()) : null;
    if (document && path === documentPath(workFolder(document.id))) records.set(document.id, saidBy(document));
  }
  // Of files that cannot be read, the graph and the records cannot agree; that is told already.
  return [...findings, ...checkGraph(tree, graph, findings.length === 0 ? records : null)];
}

async function readOrReport(tree: StoredTree, path: string, findings: Finding[]): Promise<Buffer | null> {
  try {
    return await tree.read(path);
  } catch (error) {
    if (!(error instanceof JiaokanError)) throw error;
    findings.push(finding('store/object-damaged', path, error.message));
    return null;
  }
}

async function checkFile(tree: StoredTree, path: string, bytes: Buffer): Promise<readonly Finding[]> {
  const capture = captureAt(path);
  if (capture !== null) return checkCapture(tree, path, capture, bytes);
  try {
    if (isDocumentPath(path)) return await checkDocument(tree, path, bytes);
    if (path.startsWith('reviews/')) parseReview(path, bytes.toString());
    else if (path.endsWith('.json')) parseRecord(path, bytes.toString());
    return [];
  } catch (error) {
    if (!(error instanceof JiaokanError)) throw error;
    return [finding(error.code, path, error.message)];
  }
}

function checkCapture(tree: StoredTree, path: string, sha256: Sha256, bytes: Buffer): readonly Finding[] {
  const found = sha256Of(bytes);
  const isNoted = tree.blobs.has(captureNotePath(sha256));
  return [
    ...(found === sha256 ? [] : [finding('store/capture-damaged', path, `its bytes have the hash ${found}`)]),
    ...(isNoted ? [] : [finding('store/record-missing', path, 'nothing says where this capture came from')]),
  ];
}

async function checkDocument(tree: StoredTree, path: string, bytes: Buffer): Promise<readonly Finding[]> {
  const document = parseDocument(path, bytes.toString());
  const { sha256, textSha256 } = document.source;
  const folder = path.slice(0, path.lastIndexOf('/'));
  const report = (code: string, text: string): Finding => finding(code, path, text, document.id);
  const findings: Finding[] = [];
  if (!`${folder}/`.startsWith(`${workFolder(document.id)}/`))
    findings.push(report('store/record-misplaced', 'lies in the folder of another work'));
  if (!isAccountedFor(tree, sha256))
    findings.push(report('store/capture-missing', `its capture ${sha256} is not there`));
  const textFile = textPath(folder);
  if (!tree.blobs.has(textFile)) return [...findings, report('store/record-missing', 'its text.md is not there')];
  const recorded = await readOrReport(tree, textFile, []);
  if (recorded === null) return findings; // reported as a file of its own
  const text = sha256Of(paragraphsOf(recorded.toString()));
  if (text !== textSha256)
    findings.push(report('store/text-disagrees', `text.md has the hash ${text}, not ${textSha256}`));
  return findings;
}

/** The bytes are there, or were taken down by law, and the record of that is. */
function isAccountedFor(tree: StoredTree, sha256: Sha256): boolean {
  return tree.blobs.has(capturePath(sha256)) || tree.blobs.has(takedownPath(sha256));
}

/** That what was taken down is gone. @throws JiaokanError `store/git-missing` */
export async function checkTakedowns(gitDir: string, tree: StoredTree): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { sha256, blob } of await readTakedowns(tree)) {
    const isThere = tree.blobs.has(capturePath(sha256)) || (await hasObject(gitDir, blob));
    const what = 'its bytes are still in the repository; the next run removes them';
    if (isThere) findings.push(finding('store/takedown-unfinished', takedownPath(sha256), what));
  }
  return findings;
}

/** That the graph can be read, that the captures it names as evidence are there, and that it agrees with the records. */
function checkGraph(
  tree: StoredTree,
  files: readonly [string, string][],
  records: ReadonlyMap<WorkId, Said> | null,
): readonly Finding[] {
  try {
    const graph = parseGraph(files);
    const { nodes, effects, citations } = graph;
    const named = [
      ...nodes.map(({ id, snapshot }) => ({ id, snapshot })),
      ...effects.map(({ affecting, snapshot }) => ({ id: affecting, snapshot })),
      ...citations.map(({ citing, snapshot }) => ({ id: citing, snapshot })),
    ];
    const absent = new Map<string, Finding>();
    for (const { id, snapshot } of named) {
      if (snapshot === null || isAccountedFor(tree, snapshot)) continue;
      absent.set(
        `${id} ${snapshot}`,
        finding('store/capture-missing', null, `${id}: its capture ${snapshot} is not there`, id),
      );
    }
    return [...absent.values(), ...(records === null ? [] : checkAgreement(graph, records))];
  } catch (error) {
    if (!(error instanceof JiaokanError)) throw error;
    return [finding(error.code, null, error.message)];
  }
}

function finding(code: string, path: string | null, text: string, work: WorkId | null = null): Finding {
  return { code, severity: 'error', work, path, line: null, text };
}
