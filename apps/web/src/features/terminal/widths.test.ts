import { Terminal } from '@xterm/xterm';
import { afterEach, expect, test } from 'vitest';
import { countColumns } from './widths.ts';

const terminal = new Terminal({ allowProposedApi: true, cols: 40, rows: 4 });
countColumns(terminal);

afterEach(() => terminal.reset());

/** As `wc -L` counts them in the sandbox. */
test.each([
  ['docker', 6],
  ['日本語', 6],
  ['ﾊﾝｶｸ', 4],
  ['が', 2],
  ['か\u3099', 2],
  ['é', 1],
  ['e\u0301', 1],
  ['🐳', 2],
  ['🥲', 2],
  ['🫠🪴🫶', 6],
  ['👩‍🚀', 4],
  ['🇯🇵', 2],
  ['❤️', 1],
  ['┌─┐', 3],
  ['한글', 4],
])('%s takes %i columns', async (text, columns) => {
  await new Promise<void>((done) => terminal.write(text, done));
  expect(terminal.buffer.active.cursorX).toBe(columns);
});
