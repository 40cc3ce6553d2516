import type { HubAccount } from './placeholders.ts';

/** What a program asks at the end of its output, and what a learner types. */
export interface Question {
  readonly keys: string;
  /** For the report; no password. */
  readonly words: string;
}

export function questionIn(text: string, account: HubAccount): Question | undefined {
  const line = lastLine(text);
  if (/\[y\/n\]:?\s*\??\s*$/i.test(line) || /\(y\/n\)\s*\??:?\s*$/i.test(line)) {
    return { keys: 'y\r', words: 'y' };
  }
  if (/\busername(?: \([^)]*\))?:\s*$/i.test(line)) {
    return { keys: `${account.username}\r`, words: 'the user name of the hub' };
  }
  if (/\bpassword(?: for [^:]*)?:\s*$/i.test(line)) {
    return { keys: `${account.password}\r`, words: 'the password of the hub' };
  }
  return undefined;
}

/** Whether the output ends with a prompt that waits for typing: of a shell in a container, a REPL, a client. */
export function waitsInside(text: string): boolean {
  const line = lastLine(text);
  return line.length < 120 && PROMPT.test(line);
}

/** Neither a progress in percent nor an arrow: `root@0b2:/# `, `/ $ `, `127.0.0.1:6379> `, `postgres=> `, `% `. */
const PROMPT =
  /(?:(?:^|[\w\s@:~/\])=.-])[#$]|(?:^|>>|\w=|[\w\s:~/\]).])>|(?:^|[A-Za-z\s@:~/\])])%) $/;

function lastLine(text: string): string {
  const line = text.slice(-500).split('\n').at(-1) ?? '';
  return line.slice(line.lastIndexOf('\r') + 1);
}
