import type { Code } from 'mdast';
import type { FileBlock } from '../schema.ts';
import type { FenceAttributes, FileChange } from './fence-attributes.ts';
import type { StepContext } from './step-context.ts';

interface ChangeSource {
  readonly node: Code;
  readonly attributes: FenceAttributes;
  readonly context: StepContext;
}

/** A fence that changes a part of a file. Whole lines come and go; only what is replaced may be part of one. */
export function changeBlock(
  { node, attributes, context }: ChangeSource,
  { path, edit }: FileChange,
): FileBlock {
  const text = edit.type === 'replace' ? node.value : `${node.value}\n`;
  const { language, highlight } = attributes;
  return {
    type: 'file',
    id: context.ids.take('file', path, text, JSON.stringify(edit)),
    path,
    text,
    language: language || 'text',
    edit,
    ...(highlight.length > 0 ? { emphasis: [...highlight] } : {}),
  };
}
