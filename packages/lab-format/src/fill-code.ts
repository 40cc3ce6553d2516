import type { Placeholder } from './schema.ts';

/** A piece of code: as it is written, or what stands for a placeholder. `value` is empty while nothing does. */
export type Piece =
  | { readonly type: 'text'; readonly text: string; readonly start: number }
  | { readonly type: 'blank'; readonly placeholder: Placeholder; readonly value: string };

export type ValueOf = (placeholder: Placeholder) => string;

/** Cuts code at its placeholders. One that overlaps another, or is not where it says, is left as text. */
export function piecesOf(
  code: string,
  placeholders: readonly Placeholder[],
  valueFor: ValueOf,
): Piece[] {
  const places = placeholders
    .flatMap((placeholder) => placeholder.at.map((at) => ({ at, placeholder })))
    .sort((a, b) => a.at - b.at);
  const pieces: Piece[] = [];
  let end = 0;
  const addText = (until: number) => {
    if (until > end) pieces.push({ type: 'text', text: code.slice(end, until), start: end });
  };
  for (const { at, placeholder } of places) {
    if (at < end || !code.startsWith(placeholder.text, at)) continue;
    addText(at);
    pieces.push({ type: 'blank', placeholder, value: valueFor(placeholder) });
    end = at + placeholder.text.length;
  }
  addText(code.length);
  return pieces;
}

/** The code with all that is known in it; what is not known stays as it is written. */
export function filledCode(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => (piece.type === 'text' ? piece.text : piece.value || piece.placeholder.text))
    .join('');
}

/** Placeholders that nothing stands for yet: the code must not be run. */
export function missingIn(pieces: readonly Piece[]): Placeholder[] {
  const missing = pieces.flatMap((piece) =>
    piece.type === 'blank' && piece.value === '' ? [piece.placeholder] : [],
  );
  return [...new Set(missing)];
}
