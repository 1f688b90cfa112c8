import { loadRules } from '../src/pipeline/rules-folder.js';

/** The rules under `pipelines/rules`, as the nightly uses them. */
export const { rules } = await loadRules(new URL('../pipelines/rules', import.meta.url).pathname);
