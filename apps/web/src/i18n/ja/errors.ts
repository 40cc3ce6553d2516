import type { ErrorCode } from '@drydock/protocol';

/** The error catalogue of the protocol in Japanese: what happened, and what to do. */
export const errors: Record<ErrorCode, { message: string; hint: string }> = {
  BAD_REQUEST: {
    message: 'サーバーが受け付けられない形式のリクエストです。',
    hint: 'ページを再読み込みしてください。また起きる場合は、ワークショップの主催者に伝えてください。',
  },
  BAD_MESSAGE: {
    message: '理解できないメッセージがあったため、無視しました。',
    hint: 'ページを再読み込みして、最新の版にしてください。',
  },
  MESSAGE_TOO_LARGE: {
    message: 'メッセージがサーバーの上限を超えています。',
    hint: '一度に送る量を減らしてください。ファイルは 5 MB まで、貼り付けは分けて行ってください。',
  },
  VERSION_MISMATCH: {
    message: 'このページとサーバーの版が異なります。',
    hint: 'ページを再読み込みしてください。',
  },
  RATE_LIMITED: {
    message: '短い時間にリクエストが多すぎます。',
    hint: '1 分ほど待ってから、もう一度試してください。',
  },
  ORIGIN_REFUSED: {
    message: '別のサイトからの接続だったため、拒否しました。',
    hint: 'サーバーが表示したアドレスからラボを開いてください。',
  },
  NOT_FOUND: {
    message: 'このアドレスには何もありません。',
    hint: 'ラボの一覧に戻ってください。',
  },
  LAB_NOT_FOUND: {
    message: 'この名前のラボはありません。',
    hint: 'ラボの一覧から選んでください。',
  },
  LAB_BROKEN: {
    message: 'このラボはソースにエラーがあるため、開けません。',
    hint: '作成者は `drydock lint` で、ファイル、行、列を確認できます。',
  },
  SESSION_NOT_FOUND: {
    message: 'このセッションは存在しないか、あなたのものではありません。',
    hint: 'ラボの一覧から、もう一度ラボを始めてください。',
  },
  SESSION_LIMIT: {
    message: '満員です。今はこれ以上サンドボックスを起動できません。',
    hint: '誰かが終わってからもう一度試すか、自分のセッションを終了してください。',
  },
  SANDBOX_START_FAILED: {
    message: 'サンドボックスを起動できませんでした。',
    hint: 'もう一度試してください。また失敗する場合は、ワークショップの主催者に伝えてください。',
  },
  SANDBOX_GONE: {
    message: 'サンドボックスは停止しました。ファイルはそのまま残っています。',
    hint: '「サンドボックスをリセット」を押すと、同じファイルで新しいサンドボックスになります。',
  },
  SANDBOX_UNSTABLE: {
    message: 'サンドボックスが何度も停止したため、自動での起動をやめました。',
    hint: 'ファイルはそのまま残っています。「サンドボックスをリセット」を押してもう一度試し、同時に動かすものを減らしてください。',
  },
  SANDBOX_TIME_OVER: {
    message:
      'このサンドボックスの時間が終わったため、停止しました。ファイルはそのまま残っています。',
    hint: '「サンドボックスをリセット」を押すと、同じファイルで新しいサンドボックスになり、続けられます。',
  },
  EXTENSION_LIMIT: {
    message: 'これ以上、時間を延長できません。',
    hint: '時間が終わってもファイルは残ります。「サンドボックスをリセット」で新しいサンドボックスになります。',
  },
  SANDBOX_PAUSED: {
    message: 'サンドボックスは一時停止中です。',
    hint: '「再開」を押してから、もう一度試してください。',
  },
  SANDBOX_NOT_READY: {
    message: 'サンドボックスはまだ準備中です。',
    hint: '少し待ってから、もう一度試してください。',
  },
  ENGINE_UNREACHABLE: {
    message: 'このサーバーの Docker エンジンが応答しません。',
    hint: 'ファイルはそのまま残っています。ワークショップの主催者に伝えてください。エンジンが戻ると、ページは続きから動きます。',
  },
  ENGINE_TIMEOUT: {
    message: 'サンドボックスの応答に時間がかかりすぎました。',
    hint: '負荷が高いのかもしれません。もう一度試すか、ターミナルで動いているものを止めてください。',
  },
  TERMINAL_NOT_FOUND: {
    message: 'そのターミナルはありません。',
    hint: '「+」で新しいターミナルを開いてください。',
  },
  TERMINAL_LIMIT: {
    message: 'このセッションで開けるターミナルの数の上限に達しました。',
    hint: '先にどれかを閉じてください。',
  },
  CHECK_NOT_FOUND: {
    message: 'このラボにそのチェックはありません。',
    hint: 'ラボが変更された可能性があります。ページを再読み込みしてください。',
  },
  CHECK_FAILED: {
    message: 'チェックを実行できませんでした。あなたの間違いではありません。',
    hint: 'もう一度試してください。また起きる場合は、ワークショップの主催者に伝えてください。',
  },
  SANDBOX_ENGINE_DOWN: {
    message: 'サンドボックスの Docker エンジンが今は応答しません。',
    hint: '自動で再起動されます。数秒待ってから、もう一度試してください。',
  },
  FILE_NOT_FOUND: {
    message: 'ファイルはもうありません。',
    hint: 'ターミナルで移動または削除された可能性があります。',
  },
  FILE_TOO_LARGE: {
    message: 'ファイルが 5 MB を超えています。',
    hint: 'ターミナルで、たとえば `less` を使って見てください。',
  },
  FILE_BINARY: {
    message: 'テキストファイルではありません。',
    hint: 'ターミナルで、たとえば `xxd` や `file` を使って見てください。',
  },
  FILE_CONFLICT: {
    message: '開いた後に、ファイルがサンドボックスで変更されました。',
    hint: '2 つを比較して、どちらを残すか選んでください。',
  },
  FILE_EXISTS: {
    message: '同じ名前のファイルまたはフォルダーがすでにあります。',
    hint: '別の名前にするか、先にもう一方を移動してください。',
  },
  FOLDER_INTO_ITSELF: {
    message: 'フォルダーをそれ自身の中に移動することはできません。',
    hint: '別のフォルダーを選んでください。',
  },
  UPLOAD_TOO_LARGE: {
    message: 'ファイルがこのサーバーの上限を超えています。',
    hint: 'ターミナルで、たとえば `curl` や `git clone` を使って取得してください。',
  },
  FILE_IS_DIRECTORY: {
    message: 'これはファイルではなくフォルダーです。',
    hint: '中のファイルを選んでください。',
  },
  FILE_NOT_WRITABLE: {
    message: 'ファイルに書き込めませんでした。',
    hint: 'サンドボックスのディスクがいっぱいでないか（`df -h`）、同じ名前のフォルダーがないか確認してください。',
  },
  PATH_OUTSIDE_WORKSPACE: {
    message: 'パスがワークスペースの外です。',
    hint: 'エディターで開けるのはワークスペースのファイルです。ほかのファイルにはターミナルを使ってください。',
  },
  SERVER_UNREACHABLE: {
    message: 'Drydock サーバーが応答しません。',
    hint: '動いているか（`npm start`）を確認して、もう一度試してください。',
  },
  CONNECTION_LOST: {
    message: 'サーバーとの接続が切れました。',
    hint: 'ページは自動で再接続します。接続が戻ったら、もう一度試してください。',
  },
  HUB_UNAVAILABLE: {
    message: 'クラスのハブが応答しません。',
    hint: 'ビルドと実行は引き続きできます。プルとプッシュは 1 分ほど待ってからもう一度試してください。',
  },
  HUB_NOT_OWN: {
    message: 'このリポジトリはあなたのものではありません。',
    hint: 'タグを削除できるのは、名前が自分のユーザー名で始まるリポジトリだけです。',
  },
  HUB_TAG_NOT_FOUND: {
    message: 'ハブにはもうこのタグがありません。',
    hint: 'ブラウザーの別のタブで削除された可能性があります。',
  },
  CONTAINER_NOT_FOUND: {
    message: 'コンテナはもうありません。',
    hint: 'ターミナルで削除された可能性があります。',
  },
  CONTAINER_ACT_FAILED: {
    message: 'サンドボックスの Docker エンジンが拒否しました。',
    hint: 'かっこの中はエンジン自身の言葉です。詳しく知るには、ターミナルで同じことを試してください。',
  },
  PREVIEW_REFUSED: {
    message: 'このポートではまだ何も応答していません。',
    hint: '`-p` を付けてコンテナを起動し、アプリを 0.0.0.0 で待ち受けさせてください。',
  },
  INTERNAL: {
    message: 'サーバーで問題が起きました。あなたのものは何も失われていません。',
    hint: 'もう一度試してください。また起きる場合は、ワークショップの主催者に伝えてください。',
  },
};
