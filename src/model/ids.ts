/** A string that the compiler keeps apart from other strings. */
type Branded<Name extends string> = string & { readonly __brand: Name };

/**
 * A work: `<ISO 3166-2>/<year>/<number, or issuer·date·title>`, e.g.
 * `CN-JL/2023/国家税务总局吉林省税务局公告2023年第1号`. Always a safe relative path of three segments.
 */
export type WorkId = Branded<'WorkId'>;

/** The name of a part of a document, after the Akoma Ntoso naming convention: `level_7__level_1`. */
export type EId = Branded<'EId'>;

/** 64 lower-case hexadecimal digits. */
export type Sha256 = Branded<'Sha256'>;
