import type { RuleName } from '@drydock/lab-format/schema';

/**
 * What each rule of lint is about, and what to do about it. In English the finding says it itself; what it says beyond
 * that, of this place, is the server's and stays as it is.
 */
export const lintRules: Readonly<Record<RuleName, string>> = {
  callout:
    '引用が、存在しない種類のコールアウトで始まっています。[!NOTE]、[!TIP]、[!IMPORTANT]、[!WARNING]、[!CAUTION] のいずれかを使ってください。',
  check:
    '::check に対応するチェックがないか、どのステップでも使われないチェックがあります。チェックのファイルを追加するか、名前を直してください。',
  condition:
    '宣言したチェック（checks/<名前>.yaml）が YAML として正しくないか、存在しない条件を使っています。',
  directive:
    'ディレクティブが存在しないか、閉じられていないか、読み取れません。名前を確かめ、1 行に単独で書き、同じ数のコロンで閉じてください。',
  encoding: 'テキストのはずのファイルが UTF-8 ではありません。UTF-8 で保存してください。',
  fence:
    'コードフェンスが閉じられていないため、続きもすべてコードになります。開いたときと同じ数のバッククォートで閉じてください。',
  'fence-attribute':
    'コードフェンスの言語の後の単語が属性ではないか、値が正しくありません。属性を直すか、その単語を消してください。',
  folder:
    'フォルダーの中に読み取れないものがあります（フォルダーの外へのリンク、大きすぎるファイル、多すぎるファイル）。',
  'front-matter': '設定が YAML として正しくないか、知らないキーや種類の違う値があります。',
  html: 'HTML のタグは表示されません。Markdown で書くか、バッククォートで囲んでコードにしてください。',
  image:
    'カタログにないベースイメージを使っています。学習者は取得を待つことになるか、取得できません。カタログのイメージを使うか、Docker Hub につながる環境で drydock prepare を実行してください。',
  lab: 'フォルダーに lab.md、lab.yaml、README.md のいずれもないか、lab.md と lab.yaml の両方があります。',
  picture:
    '画像が https でもフォルダー内でもないか、大きすぎるか、扱えない種類です。256 KB までの png、jpg、gif、webp、svg をフォルダーに置いてください。',
  port: '::port にポートがないか、存在しないポートです。::port[開く]{port=8080} のように書いてください。',
  quiz: 'クイズに問題文か正解がないか、選択肢が足りません。正解は - [x]、それ以外は - [ ] で書いてください。',
  script:
    'checks や solution に、読み込まれないファイルがあります。名前を直すか、削除してください。',
  solution: 'どのステップのものでもない解答があります。ステップの id を名前にしてください。',
  statement:
    'コマンドが終わっていません。引用符、ヒアドキュメント、ループのどれかが開いたままです。閉じるか、コマンドではないものとして印を付けてください。',
  steps:
    'ステップがないか、多すぎるか、同じ題のものが 2 つあるか、存在しないファイルを指しています。ステップはそれぞれ ## の見出しで始めてください。',
  'too-large':
    'ページ、スクリプト、またはラボ全体が、読み込める大きさを超えています。分けるか、学習者に要らないものを除いてください。',
  translation:
    '翻訳のステップが足りないか多いか、コマンド、ファイル、チェックが元のラボと異なります。同じステップを同じ順に、同じブロックで書いてください。',
  variable:
    '存在しない変数です。または、変数を設定する、尋ねる、比べるディレクティブに変数がありません。設定の variables: に名前を書くか、名前を直してください。',
};
