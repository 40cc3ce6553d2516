import type { Root } from 'hast';
import { createHighlighterCore, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { grammarName, loadGrammar } from './languages.ts';

export interface Code {
  readonly code: string;
  readonly language: string;
  /** Numbers of lines, from 1, that get the class `emphasis`. */
  readonly emphasis?: readonly number[] | undefined;
}

/**
 * Code as `<pre class="shiki ..."><code><span class="line">...`, with both themes in the custom
 * properties `--shiki-light` and `--shiki-dark` of each span. Null when the language is unknown or the
 * code too long to be worth it.
 */
export async function highlightCode({ code, language, emphasis }: Code): Promise<Root | null> {
  const lang = grammarName(language);
  if (lang === null || code.length > MOST_CHARACTERS) return null;
  const highlighter = await withGrammar(lang);
  const pointedOut = new Set(emphasis);
  return highlighter.codeToHast(code, {
    lang,
    themes: { light: 'github-light-high-contrast', dark: 'github-dark-default' },
    defaultColor: false,
    tokenizeMaxLineLength: 1000,
    tokenizeTimeLimit: 100,
    transformers: [
      {
        line(node, line) {
          if (pointedOut.has(line)) this.addClassToHast(node, 'emphasis');
        },
      },
    ],
  });
}

const MOST_CHARACTERS = 50_000;

/** One for the process: it holds the grammars that were loaded so far. */
let shared: Promise<HighlighterCore> | null = null;

async function withGrammar(lang: string): Promise<HighlighterCore> {
  shared ??= createHighlighterCore({
    themes: [
      import('shiki/themes/github-light-high-contrast.mjs'),
      import('shiki/themes/github-dark-default.mjs'),
    ],
    // No WebAssembly to load, and forgiving: a pattern that it cannot run is left out.
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const highlighter = await shared;
  if (!highlighter.getLoadedLanguages().includes(lang)) {
    await highlighter.loadLanguage(await loadGrammar(lang));
  }
  return highlighter;
}
