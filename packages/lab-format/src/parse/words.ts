/** What the parser itself writes into a lab, where its author has not. */
export type Words = Readonly<
  Record<
    'hint' | 'solution' | 'check' | 'port' | 'note' | 'tip' | 'important' | 'warning' | 'caution',
    string
  >
>;

/** In the language of the text; in English for those that nobody has translated yet. */
export function wordsOf(language: string): Words {
  return language.split('-')[0] === 'ja' ? japanese : english;
}

const english: Words = {
  hint: 'Hint',
  solution: 'Solution',
  check: 'Check',
  port: 'Open port',
  note: 'Note',
  tip: 'Tip',
  important: 'Important',
  warning: 'Warning',
  caution: 'Caution',
};

const japanese: Words = {
  hint: 'ヒント',
  solution: '解答',
  check: 'チェック',
  port: 'ポートを開く',
  note: 'メモ',
  tip: 'ヒント',
  important: '重要',
  warning: '警告',
  caution: '注意',
};
