import type { ComponentKind } from '../model/document.js';
import type { EId } from '../model/ids.js';
import { type Catalogue, fill } from './catalogue.js';

/** What is needed to name a passage, of a document or of a template. */
export interface NamedPassage {
  readonly component: ComponentKind;
  readonly path: readonly string[];
  readonly eId: EId;
}

/** The components whose clauses are named without their component, being the text itself. */
const mainComponents: readonly ComponentKind[] = ['body', 'annex'];

/**
 * What people call a passage: the component where it is not the main text, the printed labels from the outermost
 * inwards (七、(一)), the number of an unnumbered paragraph; the eId where there is none of these.
 */
export function clauseName(words: Catalogue, passage: NamedPassage): string {
  const [, paragraph, variant] = /(?:^|__)para_(\d+)(?:-variant-(\d+))?$/.exec(passage.eId) ?? [];
  const parts = [
    mainComponents.includes(passage.component) ? '' : words.component[passage.component],
    passage.path.join(''),
    paragraph === undefined ? '' : fill(words.label.paragraph, { n: paragraph }),
    headerPart(words, passage.eId),
    variant === undefined ? '' : fill(words.label.variantNumber, { n: variant }),
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(' ') : passage.eId;
}

/** The header's title and number have names of their own. */
function headerPart(words: Catalogue, eId: EId): string {
  if (eId === 'header__title') return words.label.title;
  return eId === 'header__number' ? words.label.number : '';
}
