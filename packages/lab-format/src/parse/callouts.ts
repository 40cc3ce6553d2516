import type { Blockquote, Paragraph } from 'mdast';
import { nearest } from '../suggest.ts';
import { type DrydockElement, drydockElement, placeOf, type StepContext } from './step-context.ts';

export const CALLOUTS = ['note', 'tip', 'important', 'warning', 'caution'] as const;

/** A quotation that starts with `[!NOTE]` alone on its line, as GitHub shows it; null for any other. */
export function readCallout(node: Blockquote, context: StepContext): DrydockElement | null {
  const [first, ...rest] = node.children;
  const [text, ...others] = first?.type === 'paragraph' ? first.children : [];
  const marker = text?.type === 'text' ? MARKER.exec(text.value) : null;
  if (first?.type !== 'paragraph' || text?.type !== 'text' || marker === null) return null;
  const [whole, word = '', end] = marker;
  // Something else follows in the same line: it is a quotation of these words.
  if (end === '' && others.length > 0) return null;
  const kind = CALLOUTS.find((each) => each === word.toLowerCase());
  if (kind === undefined) {
    const meant = nearest(word.toLowerCase(), CALLOUTS);
    context.report.warning(placeOf(text, context), {
      rule: 'callout',
      message: `There is no callout "${word}": this is shown as a quotation.`,
      fix: meant
        ? `did you mean [!${meant.toUpperCase()}]?`
        : `use one of: ${CALLOUTS.join(', ').toUpperCase()}`,
    });
    return null;
  }
  const value = text.value.slice(whole.length);
  const paragraph: Paragraph = {
    ...first,
    children: value === '' ? others : [{ ...text, value }, ...others],
  };
  const title = drydockElement('p', { className: ['callout-title'] }, [
    { type: 'text', value: context.words[kind] },
  ]);
  const content = paragraph.children.length > 0 ? [paragraph, ...rest] : rest;
  return drydockElement('blockquote', { className: ['callout', kind] }, [title, ...content]);
}

const MARKER = /^\[!([A-Za-z]{2,20})\][ \t]*(\n|$)/;
