import type { Element, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import type { Block, Lab, Step } from '../schema.ts';
import { highlightCode } from './highlight-code.ts';

/**
 * The same lab with colours in its run and file blocks (`highlighted`) and in the plain code of its
 * bodies and quizzes; not in its translations. Apart from parsing, since the grammars take longer to load
 * than a lab to parse.
 */
export async function highlightLab(lab: Lab): Promise<Lab> {
  const steps: Step[] = [];
  for (const step of lab.steps) {
    const blocks: Block[] = [];
    for (const block of step.blocks) blocks.push(await highlightBlock(block));
    steps.push({ ...step, blocks, body: await highlightBody(step.body) });
  }
  return { ...lab, steps };
}

async function highlightBlock(block: Block): Promise<Block> {
  if (block.type === 'quiz') {
    const { question, explanation } = block;
    const coloured = { ...block, question: await highlightBody(question) };
    return explanation ? { ...coloured, explanation: await highlightBody(explanation) } : coloured;
  }
  if (block.type !== 'run' && block.type !== 'file') return block;
  const code = block.type === 'run' ? block.code : block.text.trimEnd();
  const { language, emphasis } = block;
  const highlighted = await highlightCode({ code, language, emphasis });
  return highlighted === null ? block : { ...block, highlighted };
}

/** Replaces each `<pre><code class="language-x">` by the highlighted `<pre>`. */
async function highlightBody(body: Root): Promise<Root> {
  const copy = structuredClone(body);
  const found: { parent: Root | Element; index: number; code: Element }[] = [];
  visit(copy, 'element', (node, index, parent) => {
    const [code] = node.children;
    if (node.tagName !== 'pre' || code?.type !== 'element' || code.tagName !== 'code') return;
    if (index === undefined || (parent?.type !== 'root' && parent?.type !== 'element')) return;
    found.push({ parent, index, code });
    return SKIP;
  });
  for (const { parent, index, code } of found) {
    const highlighted = await highlightCode({ code: textIn(code), language: languageOf(code) });
    const [pre] = highlighted?.children ?? [];
    if (pre?.type === 'element') parent.children[index] = pre;
  }
  return copy;
}

function languageOf(code: Element): string {
  const { className } = code.properties;
  const names = Array.isArray(className) ? className.map(String) : [];
  return names.find((name) => name.startsWith('language-'))?.slice('language-'.length) ?? '';
}

function textIn(code: Element): string {
  return code.children
    .map((child) => (child.type === 'text' ? child.value : ''))
    .join('')
    .trimEnd();
}
