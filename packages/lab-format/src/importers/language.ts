/** A code such as `ja`, by the folder's name or by letters that one language has; undefined for English and for what is not clear. */
export function languageOf(text: string, path: string): string | undefined {
  const words = path.split(/[/._]/).map((word) => word.toLowerCase());
  const named = words.findLast(
    (word) => CODES.has(word.split('-')[0] ?? '') && /^[a-z]{2}(?:-[a-z]{2})?$/.test(word),
  );
  if (named !== undefined)
    return named === 'en'
      ? undefined
      : named.replace(/-([a-z]{2})$/, (_, region: string) => `-${region.toUpperCase()}`);
  const letters = text.replace(/[ -~\s]+/g, '').slice(0, 20_000);
  if (share(letters, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu) > 10) return 'ja';
  if (share(letters, /\p{Script=Hangul}/gu) > 10) return 'ko';
  if (share(letters, /\p{Script=Han}/gu) > 10) return 'zh';
  if (share(letters, /\p{Script=Cyrillic}/gu) > 20) return /[іїєґ]/i.test(letters) ? 'uk' : 'ru';
  return undefined;
}

const CODES = new Set([
  'en',
  'ja',
  'ko',
  'zh',
  'fr',
  'de',
  'es',
  'pt',
  'it',
  'ru',
  'uk',
  'tr',
  'pl',
  'nl',
  'vi',
  'cs',
  'sv',
  'ar',
]);

function share(letters: string, script: RegExp): number {
  return letters.match(script)?.length ?? 0;
}
