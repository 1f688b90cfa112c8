/** Words longest first, so that 以下简称 is found before 简称; equal lengths keep their order. */
export function longestFirst(words: readonly string[]): readonly string[] {
  return [...words].sort((a, b) => b.length - a.length);
}
