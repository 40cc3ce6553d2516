import { filledCode, missingIn, type Piece, piecesOf } from '@drydock/lab-format/fill';
import type { FileBlock, Placeholder } from '@drydock/lab-format/schema';
import { useState } from 'react';
import { type Blanks, useBlanks } from './use-blanks.ts';

export interface FilledText {
  readonly pieces: readonly Piece[];
  readonly text: string;
  readonly missing: readonly Placeholder[];
  /** Variables that had no value when the block came up: they are asked for. */
  readonly fields: readonly Placeholder[];
  readonly blanks: Blanks;
}

const NONE: Placeholder[] = [];

/** The text of a file block with the lab's variables in it. */
export function useFilledText({ text, placeholders = NONE }: FileBlock): FilledText {
  const blanks = useBlanks(placeholders);
  const pieces = piecesOf(text, placeholders, blanks.valueFor);
  const missing = missingIn(pieces);
  const [asked] = useState(missing);
  const fields = placeholders.filter(({ text: use }) =>
    [...missing, ...asked].some((each) => each.text === use),
  );
  return { pieces, text: filledCode(pieces), missing, fields, blanks };
}
