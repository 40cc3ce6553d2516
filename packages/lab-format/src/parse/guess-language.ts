/** The code of the language that a text is most likely written in; `en` when nothing tells. */
export function guessLanguage(text: string): string {
  const prose = text.slice(0, LONGEST_LOOK).replace(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1/gm, '');
  for (const [language, script] of SCRIPTS) if (script.test(prose)) return language;
  const words = prose.toLowerCase().match(/\p{L}+/gu) ?? [];
  const counts = WORDS.map(([language, own]) => ({
    language,
    count: words.filter((word) => own.has(word)).length,
  }));
  const [most] = counts.toSorted((a, b) => b.count - a.count);
  return most === undefined || most.count === 0 ? 'en' : most.language;
}

const LONGEST_LOOK = 20_000;

/** In this order: Japanese has the letters of Chinese as well. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['ko', /\p{Script=Hangul}/u],
  ['zh', /\p{Script=Han}/u],
  ['ru', /\p{Script=Cyrillic}/u],
];

/** Little words that the others do not have. */
const WORDS: readonly (readonly [string, ReadonlySet<string>])[] = [
  ['en', new Set('the and is are of with this that you your we'.split(' '))],
  ['de', new Set('der die das und ist ein eine mit sie wir den dem nicht auf'.split(' '))],
  ['fr', new Set('le les et est une des avec vous pour dans du nous que'.split(' '))],
  ['es', new Set('el los y es una con para del las en su por'.split(' '))],
  ['pt', new Set('o os e é uma com não são você do da no na em'.split(' '))],
  ['it', new Set('il gli è con per della di sono questo nella che lo'.split(' '))],
];
