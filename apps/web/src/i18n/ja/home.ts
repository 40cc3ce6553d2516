import type { home as enHome } from '../en/home.ts';

export const home: typeof enHome = {
  pageTitle: 'Drydock: 手を動かして学ぶ Docker ラボ',
  title: '本物のエンジンで Docker を学ぶ',
  lead: 'どのラボにも、ターミナル、エディター、Docker を備えたあなた専用のマシンが付き、1 秒で使えます。何を壊してもかまいません。あなたのコンピューターには影響しません。',
  labs: 'ラボ',
  loading: 'ラボを読み込んでいます',
  noLabs: 'ラボはまだありません',
  noLabsHint:
    'ラボは `labs/` の中にある、`lab.md` を含むフォルダーです。サーバーを再起動するとここに表示されます。',
  broken: (count) => `${count} 件のラボにエラーがあり、開けません`,
  levels: { beginner: '初級', intermediate: '中級', advanced: '上級' },
  inProgress: '進行中',
  minutes: (count) => `${count} 分`,
  steps: (count) => `${count} ステップ`,
  start: '始める',
  resume: '再開',
  startLab: (title) => `「${title}」を始める`,
  resumeLab: (title) => `「${title}」を再開`,
};
