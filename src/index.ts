/** The library: what the command line is made of, for programs. No logic here. */
export type * from './model/date.js';
export type * from './model/difference.js';
export type * from './model/document.js';
export type * from './model/graph.js';
export type * from './model/ids.js';
export { JiaokanError, type Message, type Severity } from './model/message.js';
export type * from './model/recording.js';
export type * from './model/run.js';
export type * from './model/text.js';
export { resolveCitations } from './cite/resolve.js';
export { auditGraph } from './graph/status.js';
export { normalise } from './normalise/normalise.js';
export { readCapture } from './pipeline/capture.js';
export { loadRules } from './pipeline/rules-folder.js';
export { runPipeline } from './pipeline/run.js';
export { openStore } from './store/store.js';
