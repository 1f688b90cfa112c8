import { instance } from '@viz-js/viz';

/**
 * Draws DOT as SVG, without a browser and with the same bytes for the same input.
 * @throws Error where the DOT is malformed, which `graphDot` never gives
 */
export async function graphSvg(dot: string): Promise<string> {
  const viz = await instance();
  return viz.renderString(dot, { format: 'svg', engine: 'dot' });
}
