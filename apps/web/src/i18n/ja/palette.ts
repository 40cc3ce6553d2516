import type { palette as enPalette } from '../en/palette.ts';

export const palette: typeof enPalette = {
  label: 'コマンドパレット',
  placeholder: '何をしますか？',
  list: 'コマンド',
  none: '一致するコマンドはありません。別の言葉で試してください。',
  cancel: 'キャンセル',
  skip: {
    label: 'スキップリンク',
    instructions: '手順へスキップ',
    editor: 'エディターへスキップ',
    terminals: 'ターミナルへスキップ',
  },
  groups: {
    recent: '最近使ったもの',
    step: 'このステップ',
    steps: 'ステップ',
    terminals: 'ターミナル',
    views: 'ビュー',
    sandbox: 'サンドボックス',
    page: 'ページ',
    files: 'ファイル',
  },
  goToStep: (number, title) => `ステップ ${number} へ: ${title}`,
  isDone: '完了',
  isHere: '現在のステップ',
  isChosen: '選択中',
  block: (label, what) => `${label}（実行）: ${what}`,
  copyLink: 'このステップへのリンクをコピー',
  copyLinkTo: (heading) => `「${heading}」へのリンクをコピー`,
  searchFiles: 'すべてのファイルを検索',
  showTerminal: (name) => `ターミナル ${name} へ`,
  show: (view) => `表示: ${view}`,
  goTo: {
    instructions: '手順へ',
    editor: 'エディターへ',
    terminals: 'ターミナルへ',
  },
  themes: {
    system: 'テーマ: システムに合わせる',
    light: 'テーマ: ライト',
    dark: 'テーマ: ダーク',
  },
  pageLanguage: (name) => `ページの言語: ${name}`,
  labLanguage: (name) => `ラボの言語: ${name}`,
  goHome: 'ラボの一覧へ',
  openFile: (path) => `${path} を開く`,
  extendTime: 'サンドボックスの時間を延長',
  resetSandbox: {
    title: 'サンドボックスをリセットしますか？',
    description:
      '新しいマシンに置き換わります。ファイルは残りますが、コンテナ、イメージ、ターミナルと、その中で動いているものは消えます。',
  },
  resetStep: {
    title: 'このステップをリセットしますか？',
    looking: 'ファイルを確認しています…',
    description: (step) =>
      `「${step}」を最初からやり直します。ファイルは、ステップの開始時にラボが用意している内容に戻ります。コンテナとイメージはそのままです。`,
    restored: (path) => `${path} をラボの内容に戻します`,
    removed: (path) => `${path} を取り除きます。このステップの開始時にはまだありません`,
    kept: (path) => `あなたの内容は ${path} に残します`,
    unclear: (path) => `${path} はそのままにします。ラボでの内容を決められません`,
    noFiles: 'ファイルは、ステップの開始時の内容と同じです。',
    forgets: (checks, answers) => {
      const parts = [
        ...(checks > 0 ? [`チェックの結果 ${checks} 件`] : []),
        ...(answers > 0 ? [`回答 ${answers} 件`] : []),
      ];
      return parts.length > 0
        ? `${parts.join('と')}を消去します。`
        : '消去するチェックの結果や回答はありません。';
    },
    action: 'ステップをリセット',
  },
};
