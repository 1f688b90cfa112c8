import { auditGraph } from '../graph/status.js';
import { listUncounted } from '../graph/uncounted.js';
import type { IsoDate } from '../model/date.js';
import type { WorkNode } from '../model/graph.js';
import type { CommitId } from '../model/recording.js';
import { auditCsv, printCsv } from '../report/audit-formats.js';
import { printLine } from '../store/canonical.js';
import { paragraphsOf } from '../store/layout.js';
import { workFolder } from '../store/paths.js';
import type { Store } from '../store/store.js';
import { toolVersion } from './version.js';
import { readKnown } from './known.js';

const documentColumns: readonly { readonly head: string; readonly cell: (node: WorkNode) => string }[] = [
  { head: 'id', cell: (node) => node.id },
  { head: 'title', cell: (node) => node.title ?? '' },
  { head: 'annexTitle', cell: (node) => node.annexTitle ?? '' },
  { head: 'number', cell: (node) => node.number ?? '' },
  { head: 'issuers', cell: (node) => node.issuers.join('、') },
  { head: 'iso', cell: (node) => node.jurisdiction.iso ?? '' },
  { head: 'gb2260', cell: (node) => node.jurisdiction.gb2260 ?? '' },
  { head: 'type', cell: (node) => node.type ?? '' },
  { head: 'issued', cell: (node) => node.issued ?? '' },
  { head: 'held', cell: (node) => String(node.held) },
  { head: 'commences', cell: (node) => node.commences?.date ?? '' },
  { head: 'lastDay', cell: (node) => node.lastDay ?? '' },
  { head: 'officialStatus', cell: (node) => node.officialStatus ?? '' },
  { head: 'snapshot', cell: (node) => node.snapshot ?? '' },
  { head: 'text', cell: (node) => (node.held ? textFile(node) : '') },
];

function textFile({ id }: WorkNode): string {
  return `texts/${workFolder(id).replace(/^works\//, '')}.txt`;
}

/**
 * Everything a revision knows, for a spreadsheet, a database and a reader: CSV, NDJSON and text, with a README that says
 * what is what. The captures themselves are not in it; `checkout` writes those. Same revision and day, same bytes.
 *
 * @throws JiaokanError `store/damaged` (exit 4)
 */
export async function datasetFiles(
  store: Store,
  revision: CommitId | null,
  asOf: IsoDate,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const { graph, decided, reviews } = await readKnown(store, revision);
  const rows = auditGraph(graph, asOf, decided);
  const held = graph.nodes.filter((node) => node.held);
  const documents = await Promise.all(held.map(({ id }) => store.readDocument(revision, id)));
  const texts = await Promise.all(
    held.map(async (node): Promise<[string, string]> => {
      const text = await store.readText(revision, node.id);
      return [textFile(node), text === null ? '' : `${paragraphsOf(text)}\n`];
    }),
  );
  const files: readonly (readonly [string, string])[] = [
    ['README.md', readme(revision, asOf, { documents: graph.nodes.length, held: held.length })],
    ['documents.csv', printCsv(documentColumns, graph.nodes, { bom: true })],
    ['status.csv', auditCsv(rows, { bom: true })],
    ['documents.ndjson', ndjson(documents)],
    ['effects.ndjson', ndjson(graph.effects)],
    ['citations.ndjson', ndjson(graph.citations)],
    ['open-ends.ndjson', ndjson(graph.openEnds)],
    ['uncounted.ndjson', ndjson(listUncounted(graph, reviews))],
    ['reviews.ndjson', ndjson(reviews)],
    ['takedowns.ndjson', ndjson(await store.readTakedowns(revision))],
    ...texts,
  ];
  return new Map(files.map(([path, text]) => [path, Buffer.from(text)]));
}

function ndjson(records: readonly unknown[]): string {
  return records.map((record) => `${printLine(record)}\n`).join('');
}

function readme(revision: CommitId | null, asOf: IsoDate, count: { documents: number; held: number }): string {
  return `# 数据集 Dataset

${String(count.documents)} documents, ${String(count.held)} of them held in full; status as of ${asOf}.
Written by jiaokan ${toolVersion} from revision ${revision ?? 'none'} of its history.

| File | Holds |
|---|---|
| documents.csv | every document, held or only cited; \`text\` names its file, \`snapshot\` is the SHA-256 of the capture it was read from |
| status.csv | in force or not on ${asOf}, with the quote that says so |
| documents.ndjson | each held document as it was read: clauses, citations, effects, messages; one JSON a line |
| effects.ndjson, citations.ndjson | what each document does to others and what it cites, with quote, place and capture |
| open-ends.ndjson | what a person has to settle |
| uncounted.ndjson | which of the effects do not count, why, and who decided so |
| reviews.ndjson | what people decided |
| takedowns.ndjson | captures whose bytes had to be taken out of the history, and why |
| texts/ | the normalised text of each held document, one paragraph a line |

All files are UTF-8; the CSV files begin with a byte order mark, for Excel. Spans are UTF-16 offsets into the capture,
end exclusive. Whether a document is in force depends on the day, so it is only in status.csv.
`;
}
