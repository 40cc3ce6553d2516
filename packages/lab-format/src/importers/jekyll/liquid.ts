import type { Losses } from '../losses.ts';
import { joinLines, linesOf, type MappedText } from '../markdown/mapped-text.ts';

export interface LiquidPage {
  readonly page: MappedText;
  readonly file: string;
  readonly title: string;
  readonly losses: Losses;
}

/** What Jekyll's templates leave of a page. `{{ .Name }}` is Docker's, not Liquid's. */
export function readLiquid({ page, file, title, losses }: LiquidPage): MappedText {
  const out: [string, number][] = [];
  let raw = false;
  let comment = false;
  for (const [text, line] of linesOf(page)) {
    const drop = (what: string) =>
      losses.dropped(
        { file, line },
        { rule: 'liquid', message: `${what.slice(0, 120)} is left out: a lab has no templates.` },
      );
    let rest = text;
    let written = '';
    while (rest !== '') {
      const found = TAG.exec(rest);
      if (found === null) {
        if (!comment) written += rest;
        break;
      }
      const [whole, tag = '', output] = found;
      const name = /^\w+/.exec(tag)?.[0] ?? '';
      if (!comment) written += rest.slice(0, found.index);
      rest = rest.slice(found.index + whole.length);
      if (comment) comment = name !== 'endcomment';
      else if (raw) {
        if (name === 'endraw') raw = false;
        else written += whole;
      } else if (name === 'raw') raw = true;
      else if (name === 'comment') {
        comment = true;
        drop('A comment');
      } else if (name === 'highlight')
        written += `\`\`\`${/^highlight\s+([\w+-]+)/.exec(tag)?.[1] ?? ''}`;
      else if (name === 'endhighlight') written += '```';
      else if (output !== undefined) written += valueOfTag(output, { title, drop, whole });
      else drop(whole);
    }
    out.push([written, line]);
  }
  return joinLines(out);
}

/** Tags of Jekyll, strings, and names of its variables; nothing that Docker or Go templates use. */
const TAG =
  /\{%-?\s*((?:raw|endraw|comment|endcomment|highlight|endhighlight|include|include_relative|assign|capture|endcapture|if|elsif|else|endif|unless|endunless|for|endfor|case|when|endcase|link|post_url|seo|feed_meta|gist|tabs|endtabs)\b[^%]*?)-?%\}|\{\{-?\s*("[^"]*"|'[^']*'|(?:site|page|include|layout|content|post)\b[\w.[\]"']*(?:\s*\|[^}]*)?)\s*-?\}\}/;

function valueOfTag(
  output: string,
  { title, drop, whole }: { title: string; drop: (what: string) => void; whole: string },
): string {
  const string = /^(["'])(.*)\1$/s.exec(output);
  if (string !== null) return string[2] ?? '';
  if (/^page\.title\b/.test(output)) return title;
  // The site's own address, before a path.
  if (/^site\.(?:baseurl|url)\b/.test(output)) return '';
  drop(whole);
  return '';
}
