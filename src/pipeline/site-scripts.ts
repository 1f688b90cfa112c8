import { readFile } from 'node:fs/promises';
import type { SiteScripts } from '../report/site/scripts.js';

/** The compiled scripts lie beside the compiled program; from the sources they are those of the last build. */
const folder = new URL('../../dist/client/', import.meta.url);

/** Reads the scripts of the pages. They come with the package. */
export async function readSiteScripts(): Promise<SiteScripts> {
  return {
    page: await readScript('page'),
    words: await readScript('words'),
    'audit-lookup': await readScript('audit-lookup'),
    audit: await readScript('audit'),
    zoom: await readScript('zoom'),
    minisearch: await readMiniSearch(),
    'search-tokens': await readScript('search-tokens'),
    search: await readScript('search'),
    compare: await readScript('compare'),
    family: await readScript('family'),
  };
}

function readScript(name: keyof SiteScripts): Promise<string> {
  return readFile(new URL(`${name}.js`, folder), 'utf8');
}

/** The build of the library for classic scripts, without the pointer to its source map: a page asks for nothing. */
async function readMiniSearch(): Promise<string> {
  const script = await readFile(new URL('../umd/index.js', import.meta.resolve('minisearch')), 'utf8');
  return `/* MiniSearch, MIT licence, (c) Luca Ongaro and others */\n${script.replace(/^\/\/# sourceMappingURL=.*$/m, '')}`;
}
