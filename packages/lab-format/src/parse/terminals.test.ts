import { expect, test } from 'vitest';
import { terminalIn } from './terminals.ts';

test.each([
  ['In T2, look again:', 'T2'],
  ['Stop it with `Ctrl+C` in T1, or from T2:', 'T2'],
  // 004:871
  ['Open a new terminal (call it T2, and the one before T1), and enter:', 'T2'],
  ['Start another shell and type', 'T2'],
  ['Open a third terminal', 'T3'],
  ['Go back to the first terminal', 'T1'],
  ['Öffnen Sie ein neues Terminal', 'T2'],
  ['Ouvrez un nouveau terminal', 'T2'],
  ['Abre una nueva terminal', 'T2'],
  ['別のターミナルを開きます', 'T2'],
  ['新しいターミナルで実行します', 'T2'],
  ['打开另一个终端', 'T2'],
  ['새 터미널을 엽니다', 'T2'],
  ['最初のターミナルに戻ります', 'T1'],
  ['Now run it.', null],
  ['A new container starts in the terminal.', null],
  ['The part ABT2-3 is missing', null],
])('%s', (text, terminal) => {
  expect(terminalIn(text)).toBe(terminal);
});
