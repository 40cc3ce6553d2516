import type { Terminal } from '../driver.ts';
import { createShellMarkReader } from '../shell-marks.ts';
import { until } from './subject.ts';

/** Collects what a terminal shows; the shell's marks are not shown. */
export interface Screen {
  text(): string;
  /** Waits until the text from here on matches; hands back the match and goes on after it. */
  expect(pattern: RegExp): Promise<RegExpExecArray>;
}

export function watchScreen(terminal: Terminal): Screen {
  const decoder = new TextDecoder();
  const read = createShellMarkReader();
  let text = '';
  let from = 0;
  terminal.onData((bytes) => {
    for (const event of read(bytes)) {
      if (event.type === 'output') text += decoder.decode(event.bytes, { stream: true });
    }
  });
  return {
    text: () => text,
    async expect(pattern) {
      const match = await until(`${pattern} is on the screen`, () => {
        return pattern.exec(text.slice(from)) ?? undefined;
      }).catch((error: Error) => {
        throw new Error(`${error.message} It shows: ${JSON.stringify(text.slice(-500))}`);
      });
      from += match.index + match[0].length;
      return match;
    },
  };
}
