/** A reading under construction: units, and the source offset of each. */
export interface Draft {
  units: Uint16Array;
  at: Uint32Array;
  length: number;
}
