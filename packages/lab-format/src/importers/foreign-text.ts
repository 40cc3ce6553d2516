import { limits } from '../limits.ts';
import type { Losses } from './losses.ts';

export interface ForeignFile {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly losses: Losses;
}

/**
 * The text of a foreign file with `\n` line ends. What is not UTF-8 is read as UTF-16 or Windows-1252; a
 * binary file, or one that is too long for a page, is null, and a loss.
 */
export function foreignText({ file, bytes, losses }: ForeignFile): string | null {
  if (bytes.length > MOST_BYTES) {
    losses.dropped(
      { file, line: 1 },
      {
        rule: 'too-large',
        message: `The file has ${Math.ceil(bytes.length / 1024)} KB; at most ${MOST_BYTES / 1024} KB are read.`,
        fix: 'split it into several files',
      },
    );
    return null;
  }
  const { text, encoding } = decode(bytes);
  if (/\0/.test(text)) {
    const message = 'This is not a text file.';
    losses.dropped({ file, line: 1 }, { rule: 'encoding', message, fix: 'save it as UTF-8' });
    return null;
  }
  if (encoding !== 'utf-8') {
    const message = `The file is not UTF-8; it was read as ${encoding}.`;
    losses.changed({ file, line: 1 }, { rule: 'encoding', message, fix: 'save it as UTF-8' });
  }
  return text.replace(/\r\n?/g, '\n').replace(MARKS, '').replace(WIDE_HEADING, '$1 ');
}

/** Characters for private use that mark, within the importers, what is native already, what is asked for, and what stands as it stood. */
export const NATIVE = '\u{F0000}';
export const ACTION = '\u{F0001}';
export const VERBATIM = '\u{F0002}';
/** Keyboards for some languages put a wide or fixed blank behind `##`; other readers of Markdown take it. */
const WIDE_HEADING = /^([ >]{0,6}#{1,6})[\u00a0\u3000]/gm;
const MARKS = /[\u{F0000}-\u{F0002}]/gu;

/** A page of a lab may be split into several, so it may be longer than a page. */
const MOST_BYTES = 4 * limits.markdownBytes;

function decode(bytes: Uint8Array): { text: string; encoding: string } {
  for (const encoding of [bomOf(bytes), 'utf-8']) {
    if (encoding === null) continue;
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
    } catch {
      // Not this encoding: the next one is tried.
    }
  }
  return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
}

function bomOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}
