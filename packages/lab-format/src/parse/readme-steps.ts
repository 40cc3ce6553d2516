import type { Heading, Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import type { Section, Sections } from './steps.ts';

/**
 * Splits a document that knows nothing of steps: at its `#` when it has several, else at the first level of
 * headings below its title. A part that holds most of the document, or whose headings count (`Step 1`,
 * `2. Build`), is split at them.
 */
export function splitReadme(root: Root, { most }: { readonly most: number }): Sections {
  const nodes = root.children.filter((node) => node.type !== 'yaml');
  const headings = nodes.filter((node) => node.type === 'heading');
  const title = titleOf(headings);
  const body = nodes.filter((node) => node !== title?.dropped);
  const level = Math.min(
    ...headings.filter((node) => node !== title?.dropped).map(({ depth }) => depth),
  );
  if (!Number.isFinite(level)) return { title: title?.text ?? null, sections: [whole(body)] };
  const coarse = splitAt(body, level);
  const codes = codesIn(body);
  const fine = coarse.flatMap((part) => splitFurther(part, level + 1, codes));
  const [parts] = [fine, coarse, [{ heading: null, nodes: body }]].filter(
    (split) => split.length <= most,
  );
  const sections = joinIntroduction(parts ?? []).map(asSection);
  return {
    title: title?.text ?? null,
    sections: sections.length > 0 ? sections : [whole(body)],
  };
}

interface Part {
  readonly heading: Heading | null;
  readonly nodes: RootContent[];
}

/** The only `#` is the title and no step; of several, the first one names the document and its first step. */
function titleOf(headings: readonly Heading[]): { text: string; dropped: Heading | null } | null {
  const [first] = headings;
  if (first === undefined) return null;
  const tops = headings.filter(({ depth }) => depth === first.depth).length;
  const alone = tops === 1 && headings.every(({ depth }) => depth >= first.depth);
  return { text: textOf(first).trim(), dropped: alone ? first : null };
}

function splitAt(nodes: readonly RootContent[], depth: number): Part[] {
  const parts: Part[] = [{ heading: null, nodes: [] }];
  for (const node of nodes) {
    if (node.type === 'heading' && node.depth === depth) parts.push({ heading: node, nodes: [] });
    else parts.at(-1)?.nodes.push(node);
  }
  return parts;
}

function splitFurther(part: Part, depth: number, all: number): Part[] {
  const headings = part.nodes.filter((node) => node.type === 'heading' && node.depth === depth);
  if (depth > 4 || headings.length < 2) return [part];
  const counting = headings.filter((node) => COUNTING.test(textOf(node).trim())).length;
  const own = codesIn(part.nodes);
  const holdsMost = headings.length >= 3 && own >= 4 && own * 2 > all;
  if (counting * 2 <= headings.length && !holdsMost) return [part];
  const [introduction, ...further] = splitAt(part.nodes, depth);
  return [{ heading: part.heading, nodes: introduction?.nodes ?? [] }, ...further];
}

const COUNTING =
  /^(?:(?:step|schritt|étape|paso|passo|etapa|stap|krok|шаг|exercise|task|lab|part|chapter|übung|aufgabe|teil|exercice|partie|ejercicio|parte|ステップ|手順|演習|練習|ラボ|步骤|步驟|练习|任务|단계|실습)\s*[\d一二三四五六七八九十①-⑳]|第\s*[\d一二三四五六七八九十]+\s*[步章节節回]|\d+\s*[.)．、:：]|\d+\s*단계)/iu;

/** What stands above the first heading belongs to the first step; so does a heading with nothing below it. */
function joinIntroduction(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last !== undefined && last.heading === null) {
      joined.pop();
      joined.push({ heading: part.heading, nodes: [...last.nodes, ...part.nodes] });
    } else if (part.heading !== null || shows(part.nodes)) joined.push(part);
  }
  return joined.filter(({ heading, nodes }) => heading === null || shows(nodes));
}

function asSection({ heading, nodes }: Part): Section {
  const line = heading?.position?.start.line ?? 1;
  return { title: heading === null ? null : textOf(heading).trim() || null, nodes, line };
}

function whole(nodes: readonly RootContent[]): Section {
  return { title: null, nodes, line: 1 };
}

function codesIn(nodes: readonly RootContent[]): number {
  let codes = 0;
  for (const node of nodes) {
    visit(node, 'code', () => {
      codes += 1;
    });
  }
  return codes;
}

function shows(nodes: readonly RootContent[]): boolean {
  return nodes.some((node) => node.type !== 'html' && node.type !== 'definition');
}
