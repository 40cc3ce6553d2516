import type { notices as enNotices } from '../en/notices.ts';

export const notices: typeof enNotices = {
  lost: {
    what: '接続が切れました。',
    remedy:
      '再接続しています… サンドボックスは動き続けていて、エディターに入力した内容も残っています。',
  },
  paused: {
    what: 'サンドボックスは一時停止中です。',
    remedy: '中では何も動いていませんが、何も失われていません。いつでも再開できます。',
  },
  pausedByDisk: {
    what: (used) => `サンドボックスを一時停止しました: ディスクを ${used} 使っています。`,
    remedy:
      '再開してすぐに不要なものを削除するか、リセットしてください。ファイルはそのまま残ります。',
  },
  sandboxEnded: {
    what: (why) => `サンドボックスが停止しました${why && `（${why}）`}。`,
    remedy:
      '自動で起動し直しました。ファイルはそのまま残っています。コンテナ、イメージ、ターミナルは新しくなりました。',
  },
  engineEnded: {
    what: 'Docker エンジンが停止し、再起動しています。コンテナは停止しています。',
    remedy:
      '少し待ってから、コンテナを起動し直してください。ターミナルとファイルはそのまま残っています。',
  },
  engineReady: {
    what: 'Docker エンジンが停止したため、再起動しました。コンテナは停止しています。',
    remedy:
      'コンテナを起動し直してください。イメージ、ターミナル、ファイルはそのまま残っています。',
  },
  outOfMemory: {
    what: (limit) => `プログラムが ${limit} GiB を超えるメモリーを使ったため、停止されました。`,
    remedy: '同時に動かすものを減らすか、プログラムの処理を軽くしてください。',
  },
  processesExhausted: {
    what: (limit) => `${limit} 個のプログラムが動いていて、これ以上は起動できません。`,
    remedy:
      'Ctrl+C でいくつか止めるか、サンドボックスをリセットしてください。ファイルはそのまま残ります。',
  },
  disk: {
    low: (where, used) => `${DISKS[where]}の空きが残りわずかです: ${used}。`,
    full: (where, used) => `${DISKS[where]}がいっぱいです: ${used}。`,
    remedies: {
      disk: '不要なものを削除してください。「docker system prune --all」で、使っていないイメージとコンテナを削除できます。',
      workspace:
        '不要なファイルを削除してください。「du -ah | sort -h | tail」で、大きいファイルがわかります。',
    },
    used: (used, limit) => `${limit} GiB 中 ${used} GiB`,
  },
};

const DISKS = { disk: 'サンドボックスのディスク', workspace: 'ワークスペース' };
