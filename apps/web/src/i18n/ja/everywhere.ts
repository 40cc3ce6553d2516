import type { everywhere as enEverywhere } from '../en/everywhere.ts';

const THEMES = { system: 'システムに合わせる', light: 'ライト', dark: 'ダーク' };

export const everywhere: typeof enEverywhere = {
  product: 'Drydock',
  allLabs: 'すべてのラボ',
  tryAgain: 'もう一度試す',
  close: (name) => `${name} を閉じる`,
  copy: 'コピー',
  copied: 'コピーしました',
  cannotCopy: 'ブラウザーがコピーを許可しませんでした。',
  cannotCopyHint: '文字を選択して Ctrl+C を押してください。',
  notifications: '通知',
  closeNotification: '通知を閉じる',
  notIsolated: '隔離されていません: このホストはサンドボックスを特権モードで実行しています',
  reload: 'ページを再読み込み',
  severity: { error: 'エラー:', warning: '警告:' },
  broken: 'ページのこの部分を表示できませんでした',
  brokenHint:
    'サーバーが更新された可能性があります。サンドボックスとファイルはそのまま残っています。',
  theme: (theme) => `テーマ: ${THEMES[theme] ?? theme}`,
};
