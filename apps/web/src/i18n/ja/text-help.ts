import type { textHelp as enTextHelp } from '../en/text-help.ts';

export const textHelp: typeof enTextHelp = {
  json: {
    InvalidSymbol: 'JSON の値ではありません。',
    InvalidNumberFormat: '数値ではありません。',
    PropertyNameExpected: '二重引用符で囲んだ名前が必要です。余分なカンマがあるかもしれません。',
    ValueExpected: '値が必要です。余分なカンマがあるかもしれません。',
    ColonExpected: 'コロンがありません。',
    CommaExpected: 'カンマがありません。',
    CloseBraceExpected: '閉じる } がありません。',
    CloseBracketExpected: '閉じる ] がありません。',
    EndOfFileExpected: '終わりの後ろに余分なものがあります。',
    InvalidCommentToken: 'JSON にはコメントを書けません。',
    UnexpectedEndOfComment: 'コメントが閉じられていません。',
    UnexpectedEndOfString: '閉じる引用符がありません。',
    UnexpectedEndOfNumber: '数値が途中で終わっています。',
    InvalidUnicode: '\\u の後ろには 16 進数が 4 桁必要です。',
    InvalidEscapeCharacter: '\\ の後ろの文字が正しくありません。',
    InvalidCharacter: 'この文字は \\n や \\t のようにエスケープして書いてください。',
  },
  yaml: {
    syntax: (message) => `YAML の書き方が正しくありません（${message}）。`,
    duplicate: '同じキーがすでにあります。キーは 1 回だけ書けます。',
    tab: 'YAML の字下げにはタブではなく半角スペースを使います。',
    alias: (name) => `これより前にアンカー &${name} がありません。`,
  },
  compose: {
    noMap: 'Compose ファイルは「services」というキーを持つマップです。',
    noServices: '「services」というキーがないため、何も起動されません。',
    version: '「version」はもう必要なく、無視されます。',
    emptyService: (name) => `サービス「${name}」が空です。image か build が必要です。`,
    noImage: (name) => `サービス「${name}」に「image」も「build」もありません。`,
    unknown: (key) => `ここに「${key}」というキーは書けません。`,
    unknownMeant: (key, meant) =>
      `ここに「${key}」というキーは書けません。「${meant}」ではありませんか？`,
    wrongForm: (key, forms) => `「${key}」は${forms.join('か')}でなければなりません。`,
    forms: {
      text: 'テキスト',
      number: '数値',
      'yes-no': ' true または false ',
      list: 'リスト',
      map: 'キーと値のマップ',
    },
    dependsOnItself: (name) => `サービス「${name}」は自分自身に依存できません。`,
    notThere: {
      services: (name) => `サービス「${name}」はありません。`,
      networks: (name) => `一番上の「networks」にネットワーク「${name}」がありません。`,
      volumes: (name) => `一番上の「volumes」にボリューム「${name}」がありません。`,
      configs: (name) => `一番上の「configs」に config「${name}」がありません。`,
      secrets: (name) => `一番上の「secrets」に secret「${name}」がありません。`,
    },
    meant: (name) => `「${name}」ではありませんか？`,
    port: (port) =>
      `「${port}」はポートの書き方ではありません。「8080:80」のように「ホスト:コンテナ」と書くか、コンテナのポートだけを書いてください。`,
  },
};
