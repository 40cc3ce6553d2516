import { expect, test } from 'vitest';
import { createAttachFilter } from './attach-filter.ts';

const GREETING = '\u001b[H\u001b[J';
const FAREWELL = '\u001b[999H\r\n[EOF - dtach terminating]\r\n';

function filtered(text: string, size: number): string {
  const out: Buffer[] = [];
  const push = createAttachFilter((bytes) => out.push(Buffer.from(bytes)));
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) push(bytes.subarray(at, at + size));
  return Buffer.concat(out).toString();
}

test.each([1, 2, 5, 1000])('drops what dtach adds, cut every %i bytes', (size) => {
  expect(filtered(`${GREETING}prompt$ exit\r\n${FAREWELL}\u001b[?25h`, size)).toBe(
    'prompt$ exit\r\n\u001b[?25h',
  );
});

test.each([1, 3, 1000])('a shell may clear the screen itself, cut every %i bytes', (size) => {
  const text = `漢字${GREETING}\u001b[99mx\u001b[999Hy`;
  expect(filtered(text, size)).toBe(text);
  expect(filtered(`${GREETING}${GREETING}a`, size)).toBe(`${GREETING}a`);
});
