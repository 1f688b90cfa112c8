import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import ts from 'typescript';

/** A source file by its path below `src/` (`parse/clauses.ts`), `/` between its parts. */
export interface SourceFile {
  readonly path: string;
  readonly source: string;
}

/** Something of the world outside: the clock, chance, the process, the network, the terminal, the machine's locale. */
export type Outside = 'clock' | 'chance' | 'process' | 'network' | 'terminal' | 'locale' | 'evaluation';

export interface Use {
  readonly outside: Outside;
  /** As written: `Date.now`. */
  readonly name: string;
  readonly line: number;
}

export interface Import {
  readonly specifier: string;
  readonly line: number;
}

/** What a file reaches for, read from its syntax: comments and strings do not count. */
export interface Reach {
  readonly imports: readonly Import[];
  readonly uses: readonly Use[];
}

/** A folder that may import another one although the order of layers says no, with the reason. */
export interface Exception {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

export interface Layers {
  /** Folders of `src/` by height: a folder may import lower ones only. `''` stands for the files of `src/` itself. */
  readonly height: Readonly<Record<string, number>>;
  readonly exceptions: readonly Exception[];
}

/**
 * Members of globals that give another result tomorrow, elsewhere or the second time. `*`: every member.
 * A global that is handed on whole (`const { now } = Date`) counts as its first forbidden member.
 */
const outsideMembers: Readonly<Record<string, Readonly<Record<string, Outside>>>> = {
  Date: { now: 'clock' },
  Temporal: { Now: 'clock' },
  performance: { '*': 'clock' },
  Math: { random: 'chance' },
  crypto: { getRandomValues: 'chance', randomUUID: 'chance', randomBytes: 'chance', randomInt: 'chance' },
  process: { '*': 'process' },
  console: { '*': 'terminal' },
  fetch: { '*': 'network' },
  WebSocket: { '*': 'network' },
  XMLHttpRequest: { '*': 'network' },
  setTimeout: { '*': 'clock' },
  setInterval: { '*': 'clock' },
  setImmediate: { '*': 'clock' },
  // The way round the names above.
  globalThis: { '*': 'evaluation' },
  require: { '*': 'evaluation' },
  eval: { '*': 'evaluation' },
  Function: { '*': 'evaluation' },
};

/** Named imports of allowed modules that are not allowed: `node:crypto` hashes, and it also rolls dice. */
const outsideImports: Readonly<Record<string, Outside>> = {
  randomBytes: 'chance',
  randomFill: 'chance',
  randomFillSync: 'chance',
  randomInt: 'chance',
  randomUUID: 'chance',
  webcrypto: 'chance',
};

/** Methods that follow the machine's language where no locale is given, and the number of arguments that gives one. */
const localeArgument: Readonly<Record<string, number>> = {
  localeCompare: 2,
  toLocaleString: 1,
  toLocaleDateString: 1,
  toLocaleTimeString: 1,
  toLocaleLowerCase: 1,
  toLocaleUpperCase: 1,
};

/** Reads the imports (static, type-only, re-exported, dynamic, `import('x').T`) and the uses of the outside. */
export function reachOf({ path, source }: SourceFile): Reach {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ES2023, true);
  const imports: Import[] = [];
  const uses: Use[] = [];
  const lineOf = (node: ts.Node): number => file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== null) imports.push({ specifier, line: lineOf(node) });
    const use = useOf(node);
    if (use) uses.push({ ...use, line: lineOf(node) });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { imports, uses };
}

function specifierOf(node: ts.Node): string | null {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? textOf(node.argument.literal) : null;
  if (ts.isExternalModuleReference(node)) return textOf(node.expression);
  // A computed specifier cannot be judged, so it is given as written and no rule allows it.
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return textOf(node.arguments[0]) ?? node.getText();
  }
  return null;
}

function textOf(node: ts.Node | undefined): string | null {
  return node && ts.isStringLiteralLike(node) ? node.text : null;
}

function useOf(node: ts.Node): Omit<Use, 'line'> | null {
  if (ts.isImportSpecifier(node)) {
    const name = (node.propertyName ?? node.name).text;
    const outside = outsideImports[name];
    return outside ? { outside, name } : null;
  }
  if (ts.isCallExpression(node)) return localeUse(node);
  if (!ts.isIdentifier(node)) return null;
  const members = Object.hasOwn(outsideMembers, node.text) ? outsideMembers[node.text] : undefined;
  if (!members || !isReference(node)) return null;
  const member = memberOf(node);
  if (node.text === 'Date' && member === null) return dateUse(node);
  const outside = members['*'] ?? (member === null ? Object.values(members)[0] : members[member]);
  return outside ? { outside, name: member === null ? node.text : `${node.text}.${member}` } : null;
}

/** `Date()`, `new Date()` and `Date` handed on read the clock; `new Date(0)` and `instanceof Date` do not. */
function dateUse(node: ts.Identifier): Omit<Use, 'line'> | null {
  const parent = node.parent;
  if (ts.isNewExpression(parent) && parent.expression === node) {
    return parent.arguments?.length ? null : { outside: 'clock', name: 'new Date()' };
  }
  if (ts.isCallExpression(parent) && parent.expression === node) return { outside: 'clock', name: 'Date()' };
  const isTested = ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword;
  return isTested ? null : { outside: 'clock', name: 'Date' };
}

function localeUse(node: ts.CallExpression): Omit<Use, 'line'> | null {
  if (!ts.isPropertyAccessExpression(node.expression)) return null;
  const name = node.expression.name.text;
  const needed = Object.hasOwn(localeArgument, name) ? localeArgument[name] : undefined;
  return needed !== undefined && node.arguments.length < needed ? { outside: 'locale', name } : null;
}

function memberOf(node: ts.Identifier): string | null {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) return parent.name.text;
  if (ts.isElementAccessExpression(parent) && parent.expression === node) return textOf(parent.argumentExpression);
  return null;
}

/** Whether an identifier stands for a value: not for a member (`x.process`), a key, a declared name or a type. */
function isReference(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return false;
  if (ts.isTypeReferenceNode(parent) || ts.isQualifiedName(parent)) return false;
  const isDeclaredName = 'name' in parent && parent.name === node && !ts.isShorthandPropertyAssignment(parent);
  return !isDeclaredName;
}

/** The folder of `src/` a file lies in; `''` for a file of `src/` itself. */
export function folderOf(path: string): string {
  const slash = path.indexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The file an import names, by its path below `src/`; null for a package or a module of Node. */
export function targetOf(from: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  return posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.ts');
}

/** Imports that go up, sideways or out of `src/`, one line each: `parse/a.ts:3 imports cite/b.ts: …`. */
export function wrongWay(files: readonly SourceFile[], layers: Layers): readonly string[] {
  return crossings(files).flatMap(({ path, line, target }) => {
    const from = folderOf(path);
    const to = folderOf(target);
    const isExcepted = layers.exceptions.some((exception) => exception.from === from && exception.to === to);
    if (isExcepted) return [];
    const reason = reasonAgainst(layers, from, target.startsWith('../') ? null : to);
    return reason === null ? [] : [`${path}:${line} imports ${target}: ${reason}`];
  });
}

/** Exceptions that no import needs. */
export function unusedExceptions(files: readonly SourceFile[], layers: Layers): readonly Exception[] {
  const used = new Set(crossings(files).map(({ path, target }) => `${folderOf(path)} ${folderOf(target)}`));
  return layers.exceptions.filter(({ from, to }) => !used.has(`${from} ${to}`));
}

/** Every import from one folder into another. */
function crossings(files: readonly SourceFile[]): readonly { path: string; line: number; target: string }[] {
  return files.flatMap((file) =>
    reachOf(file).imports.flatMap(({ specifier, line }) => {
      const target = targetOf(file.path, specifier);
      return target === null || folderOf(target) === folderOf(file.path) ? [] : [{ path: file.path, line, target }];
    }),
  );
}

function reasonAgainst(layers: Layers, from: string, to: string | null): string | null {
  if (to === null) return 'it lies outside src';
  const above = layers.height[from];
  const below = layers.height[to];
  if (above === undefined) return `no layer is declared for ${from}`;
  if (below === undefined) return `no layer is declared for ${to}`;
  if (above === below) return `${from} and ${to} stand side by side`;
  return above < below ? `${from} stands below ${to}` : null;
}

/** Imports of packages and of Node by a pure stage that its list does not name. */
export function foreignImports(file: SourceFile, allowed: Readonly<Record<string, string>>): readonly string[] {
  return reachOf(file)
    .imports.filter(({ specifier }) => targetOf(file.path, specifier) === null && !Object.hasOwn(allowed, specifier))
    .map(({ specifier, line }) => {
      const kind = isBuiltin(specifier) ? 'a module of Node' : 'a package';
      return `${file.path}:${line} imports ${specifier}, ${kind} that the list of pure ones does not name`;
    });
}

/** Uses of the outside of the given sorts, one line each. */
export function outsideUses(file: SourceFile, forbidden: ReadonlySet<Outside>): readonly string[] {
  return reachOf(file)
    .uses.filter((use) => forbidden.has(use.outside))
    .map((use) => `${file.path}:${use.line} uses ${use.name} (${use.outside})`);
}

/** What only the command line may touch: `console`, the process's streams and its end, `process` as a whole. */
const endings = new Set([
  'process',
  'process.stdout',
  'process.stderr',
  'process.exit',
  'process.exitCode',
  'process.abort',
]);

/** Uses of what prints or exits, one line each. */
export function printsOrExits(file: SourceFile): readonly string[] {
  const { imports, uses } = reachOf(file);
  const imported = imports.filter(({ specifier }) => /^(?:node:)?(?:process|console)$/.test(specifier));
  const used = uses.filter((use) => use.outside === 'terminal' || endings.has(use.name));
  return [
    ...imported.map(({ specifier, line }) => `${file.path}:${line} imports ${specifier}`),
    ...used.map(({ name, line }) => `${file.path}:${line} uses ${name}`),
  ];
}

/** Import cycles between files, from the first file by name (`['a/x.ts', 'b/y.ts']`); none only where there is none. */
export function cycles(files: readonly SourceFile[]): readonly (readonly string[])[] {
  const targets = new Map(files.map((file) => [file.path, targetsOf(file)]));
  const found = new Map<string, readonly string[]>();
  const settled = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      const cycle = fromSmallest(trail.slice(start));
      found.set(cycle.join(' '), cycle);
      return;
    }
    if (settled.has(path)) return;
    for (const target of targets.get(path) ?? []) walk(target, [...trail, path]);
    settled.add(path);
  };
  for (const path of targets.keys()) walk(path, []);
  return [...found.values()];
}

function targetsOf(file: SourceFile): readonly string[] {
  const targets = reachOf(file).imports.map(({ specifier }) => targetOf(file.path, specifier));
  return [...new Set(targets.filter((target) => target !== null))];
}

function fromSmallest(cycle: readonly string[]): readonly string[] {
  const smallest = cycle.reduce((least, path, index) => (path < cycle[least]! ? index : least), 0);
  return [...cycle.slice(smallest), ...cycle.slice(0, smallest)];
}
