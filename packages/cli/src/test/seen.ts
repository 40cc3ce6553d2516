/** The last lines that a terminal showed, without the typed command and the prompt behind it: what a person would read. */
export function lastLines(text: string, code: string, most = 20): string[] {
  const typed = new Set(code.split('\n').map((line) => line.trim()));
  // Progress is drawn over itself: each state of a line is one.
  const lines = text
    .split(/[\r\n]+/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '' && !typed.has(line.trim()) && !PROMPT.test(line));
  // A build draws the same lines again and again.
  const each = lines.filter((line, index) => lines.lastIndexOf(line) === index);
  return each.slice(-most).map((line) => line.slice(0, 300));
}

/** The sandbox's own, with a command behind it or without. */
const PROMPT = /^\S+@\S+:\S*[#$]( |$)/;
