import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Where distributions put it; none is downloaded. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const executablePath = places.find((path) => existsSync(path));

/**
 * Whether tests in a browser are left out: only where there is none and nobody promised one. In continuous
 * integration a missing browser fails the tests that need it.
 */
export const isBrowserMissing = executablePath === undefined && !process.env['CI'];

if (isBrowserMissing) console.warn('No chromium: the tests in a browser are skipped (apt-get install chromium).');

/** A browser with a site on the disk, and what its pages did that they must not. */
export interface Browsing {
  /** Opens a page of the site, by its path from the root, with its fragment; each as a reader who comes first. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** Errors of scripts, messages of the console and requests for anything but pages of the site; empty is good. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Writes a site into a folder of its own and opens a browser with a fresh profile for it. */
export async function browse(files: ReadonlyMap<string, string>): Promise<Browsing> {
  if (executablePath === undefined) throw new Error(`no chromium at ${places.join(', ')}`);
  const folder = await mkdtemp(join(tmpdir(), 'jiaokan-site-'));
  await writeSite(folder, files);
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
  const root = pathToFileURL(`${folder}/`).href;
  const complaints: string[] = [];
  return {
    complaints,
    open: async (path, options = {}) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      // Everything is on the disk: what is not there soon does not come.
      context.setDefaultTimeout(5000);
      watch(context, root, complaints);
      const page = await context.newPage();
      await page.goto(root + path);
      return page;
    },
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

async function writeSite(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

function watch(context: BrowserContext, root: string, complaints: string[]): void {
  context.on('weberror', (error) => complaints.push(`error: ${error.error().message}`));
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  context.on('request', (request) => {
    const url = request.url();
    const isOwn = url.startsWith(root) && request.resourceType() === 'document';
    if (!isOwn && !/^(?:data:,|about:|blob:)/.test(url)) complaints.push(`request: ${url}`);
  });
}
