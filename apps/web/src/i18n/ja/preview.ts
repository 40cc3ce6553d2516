import type { preview as enPreview } from '../en/preview.ts';

export const preview: typeof enPreview = {
  notPublished: (port) => `ポート ${port} はまだ公開されていません`,
  howToPublish: (port) =>
    `\`-p ${port}:…\` を付けてコンテナを起動してください。ここに自動で表示されます。`,
  back: 'プレビューで戻る',
  forward: 'プレビューで進む',
  reload: 'プレビューを再読み込み',
  path: 'プレビューのパス',
  openInTab: 'プレビューを新しいタブで開く',
  title: (port) => `ポート ${port} のプレビュー`,
  notListening: (container) => `${container} のアプリはまだ起動していません`,
  notListeningHint: (container, port) =>
    `コンテナの中で、ポート ${port} を待ち受けているものがありません。様子は \`docker logs ${container}\` で確認できます。`,
  localhostOnly: 'アプリが localhost で待ち受けています。公開するには 0.0.0.0 が必要です',
  localhostOnlyHint: (container, port) =>
    `コンテナ ${container} の中で \`127.0.0.1:${port}\` を待ち受けているため、コンテナの外からは届きません。すべてのアドレスで待ち受けるように変更し、もう一度ビルドして実行してください。`,
  otherPort: (container, listens, port) =>
    `${container} のアプリはポート ${listens} を待ち受けていますが、公開されているのは ${port} です`,
  otherPortHint: (flag) => `待ち受けているポートを公開してください: \`${flag}\``,
  noAnswer: (container) => `${container} のアプリから応答がありません`,
  noAnswerHint: (container) =>
    `起動の途中か、失敗した可能性があります。様子は \`docker logs ${container}\` で確認できます。`,
  looksAgain: 'プレビューは 2 秒ごとに自動で確認します。',
  copyChange: (of) => `${of} 用の変更をコピー`,
};
