import { Fragment } from 'react';

/** A message with `code` in it, written between backticks as in Markdown. */
export function CodeText({ text }: { text: string }) {
  return text.split('`').map((part, index) => {
    const key = `${index}${part}`;
    return index % 2 === 0 ? <Fragment key={key}>{part}</Fragment> : <code key={key}>{part}</code>;
  });
}
