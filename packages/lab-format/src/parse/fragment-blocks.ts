import type { FileBlock } from '../schema.ts';
import type { Fence } from './fences.ts';
import { readFragment } from './file-fragments.ts';

/** Languages of what stands in files. Fences of others, such as `diff`, only show something. */
export function isFileLanguage(language: string): boolean {
  return FILES.has(language);
}

/** A fence with a file, or a piece of one, that has no `save-as`: the text around it says what it is for. */
export function fragmentBlock(
  { node, attributes, context, around }: Fence,
  kind: string,
): FileBlock {
  const { readme, files } = context.soFar;
  const text = node.value.trimEnd();
  const { path, edit } = readme
    ? readFragment({ text, language: kind, before: around.before, after: around.after, files })
    : ({ path: null, edit: { type: 'write' } } as const);
  const ended = edit.type === 'replace' ? text : `${text}\n`;
  const { highlight } = attributes;
  return {
    type: 'file',
    id: context.ids.take('file', path ?? '', ended, JSON.stringify(edit)),
    path,
    text: ended,
    language: kind === 'script' ? 'bash' : kind === 'markup' ? 'html' : kind,
    ...(edit.type === 'write' ? {} : { edit }),
    ...(highlight.length > 0 ? { emphasis: [...highlight] } : {}),
  };
}

const FILES = new Set(
  `dockerfile docker containerfile yaml yml json jsonc json5 toml ini conf cfg nginx properties env dotenv
  javascript js mjs jsx typescript ts tsx python py python3 go golang java kotlin rust rs ruby rb php perl lua c
  cpp c++ csharp cs html css scss xml svg sql ignore gitignore dockerignore makefile make hcl caddyfile`.split(
    /\s+/,
  ),
);
