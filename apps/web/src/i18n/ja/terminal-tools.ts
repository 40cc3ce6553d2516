import type { terminalTools as enTerminalTools } from '../en/terminal-tools.ts';

export const terminalTools: typeof enTerminalTools = {
  menu: {
    search: '検索',
    clear: '画面を消去',
    rename: '名前を変更',
    beside: (count) => (count === 1 ? '1 つだけ表示' : `${count} つ並べて表示`),
    larger: '文字を大きく',
    smaller: '文字を小さく',
    usual: '文字を標準の大きさに',
    size: (pixels) => `文字の大きさ ${pixels} px`,
    screenReader: 'スクリーンリーダーモード',
    leave:
      'ターミナルから離れる: Ctrl+Shift+Esc または Ctrl+Shift+↑。ほかのターミナルへ: Ctrl+Shift+← / →。',
  },
  paste: {
    title: 'この量を貼り付けますか？',
    lines: (count, size, terminal) => `${terminal} に ${count} 行、${size} を貼り付けます。`,
    line: (size, terminal) => `${terminal} に 1 行、${size} を貼り付けます。`,
    atOnce: '実行中のプログラムは、届いた行をすぐに受け取ります。シェルなら 1 行ずつ実行されます。',
    more: (count) => `ほか ${count} 行`,
    paste: '貼り付け',
    cancel: 'キャンセル',
  },
};
