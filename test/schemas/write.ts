import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makeSchemas } from './make.js';

// Run by `npm run schemas`.
const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');
mkdirSync(`${root}/schemas`, { recursive: true });
for (const [name, schema] of makeSchemas(root)) writeFileSync(`${root}/schemas/${name}`, schema);
