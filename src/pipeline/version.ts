import { createRequire } from 'node:module';
import { z } from 'zod';

const manifest = z.object({ version: z.string() });

/** The version of this package, as recorded with every run. */
export const toolVersion: string = manifest.parse(createRequire(import.meta.url)('../../package.json')).version;
