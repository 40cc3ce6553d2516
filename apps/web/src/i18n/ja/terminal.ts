import type { terminal as enTerminal } from '../en/terminal.ts';

export const terminal: typeof enTerminal = {
  label: 'ターミナル',
  name: (name) => `ターミナル ${name}`,
  input: (name) => `ターミナル ${name} の入力`,
  howToLeave: 'Ctrl+Shift+Esc または Ctrl+Shift+↑ を押すと、ターミナルから離れます。',
  opening: '開いています',
  openNew: '新しいターミナル',
  open: 'ターミナルを開く',
  rename: (name) => `${name} の名前`,
  split: '並べて表示 (Ctrl+Shift+5)',
  menu: 'ターミナルのメニュー',
  empty: {
    starting: 'ターミナルはサンドボックスの起動とともに開きます',
    ready: '開いているターミナルはありません',
    paused: 'サンドボックスは一時停止中です',
    failed: 'サンドボックスを起動できませんでした',
    gone: 'サンドボックスは停止しました',
  },
  search: {
    open: 'ターミナル内を検索 (Ctrl+Shift+F)',
    close: '検索を閉じる',
    label: 'ターミナル内を検索',
    placeholder: '検索',
    none: 'なし',
    previous: '前の一致',
    next: '次の一致',
  },
  queue: {
    waits: (terminal) => `${terminal} が空くのを待っています:`,
    more: (count) => `ほか ${count} 件`,
    interrupt: '中断 (Ctrl+C)',
    typeNow: '今すぐ入力',
    giveUp: '取りやめる',
  },
};
