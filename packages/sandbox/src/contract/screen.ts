import type { Terminal } from '../driver.ts';
import { until } from './subject.ts';

/** Collects what a terminal shows. */
export interface Screen {
  text(): string;
  /** Waits until the text from here on matches; hands back the match and goes on after it. */
  expect(pattern: RegExp): Promise<RegExpExecArray>;
}

export function watchScreen(terminal: Terminal): Screen {
  const decoder = new TextDecoder();
  let text = '';
  let from = 0;
  terminal.onData((bytes) => {
    text += decoder.decode(bytes, { stream: true });
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
