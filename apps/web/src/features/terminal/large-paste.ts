/** What a shell runs line by line as it comes. */
const MOST_LINES = 5;
const MOST_BYTES = 5 * 1024;

/** Nobody means to paste so much, be it in brackets. */
const MOST_BYTES_AT_ALL = 64 * 1024;

/** Whether to ask before it is pasted. In brackets, lines wait for Enter, and are seen before. */
export function isLargePaste(text: string, takesBrackets: boolean): boolean {
  const bytes = new TextEncoder().encode(text).length;
  if (takesBrackets) return bytes > MOST_BYTES_AT_ALL;
  return bytes > MOST_BYTES || linesOf(text).length > MOST_LINES;
}

/** What ends the last line begins no other. */
export function linesOf(text: string): string[] {
  return text.replace(/(\r\n|\r|\n)$/, '').split(/\r\n|\r|\n/);
}
