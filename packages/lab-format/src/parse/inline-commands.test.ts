import { describe, expect, test } from 'vitest';
import { isAskedFor, isInterrupt } from './inline-commands.ts';

/** The one piece of inline code between double backticks is the mention. */
function mention(text: string) {
  const [before = '', code = '', after = ''] = text.split('``');
  return { code, before, after };
}

describe('is asked for', () => {
  test.each([
    'Now run ``docker image ls`` again.',
    'If it does not start, run ``docker logs web``.',
    'In a terminal run ``curl localhost:8080``, which says hello.',
    'Use ``docker container ls`` to find its id.',
    'Check that it is there via ``docker image ls``.',
    'First get a list of them using ``docker container ls``.',
    'Make sure of it by building it with ``docker build -t web .``.',
    'Then type this: ``docker compose up -d``',
    'You need to run ``npm install`` first.',
    "Let's run ``docker ps -a`` once more",
    '``git clone https://example.org/a.git``',
    'Run ``whoami``.',
    'Führe ``docker ps -a`` aus.',
    'Geben Sie ``docker ps -a`` ein.',
    'Prüfen Sie es mit ``docker ps -a``.',
    'Exécutez la commande ``docker ps -a``.',
    'Vérifiez avec ``docker ps -a``.',
    'Ejecuta ``docker ps -a``.',
    'Execute o comando ``docker ps -a``.',
    'Esegui ``docker ps -a``.',
    'Выполните ``docker ps -a``.',
    '``curl localhost:8080`` を実行してください。',
    '``docker image ls`` を使用して、それを確認します。',
    '实行前，请运行 ``docker ps -a``。',
    '使用 ``docker ps -a`` 查看。',
    '``docker ps -a``를 실행합니다.',
  ])('%s', (text) => {
    expect(isAskedFor(mention(text))).toBe(true);
  });
});

describe('is only spoken of', () => {
  test.each([
    'You can use the ``docker container logs`` command.',
    'By default ``docker container logs`` prints what it gets.',
    'The output of ``docker ps`` shows it.',
    'Every time we used ``docker run web``, we had a new one.',
    'It could be run with ``docker run web:v1`` as well.',
    'Note that ``docker ps -a`` shows them all.',
    '(for example ``docker pull nginx:latest``)',
    'If you run ``docker ps``, you see it.',
    'It would look there to run ``npm install`` and fail.',
    'Log in by typing ``docker login`` here.',
    'Now run ``docker system prune``.',
    'Run ``docker run -it ubuntu bash`` to get a shell.',
    'Run ``docker container stop [container id]`` for each.',
    'Run ``docker stop <name>``.',
    'Run ``docker container run [...]``.',
    'Don’t run ``rm -rf /`` here.',
    'Never type ``docker kill web``.',
    'There is no need to run ``docker pull alpine``.',
    'You should not simply execute the command ``docker rm web``.',
    'No ejecute ``docker rm web``.',
    'Não execute ``docker rm web``.',
    '请勿执行 ``docker rm web``。',
    '``docker stop ＜コンテナ名＞`` を実行します。',
    'Use ``ls`` to look.',
    'Add ``FROM node`` at the top.',
    'Run the ``web`` image.',
    '``docker system prune`` は便利です。',
    '``docker diff`` コマンドを使用すると、変更を確認できます。',
    '``docker image build`` を実行させます。',
  ])('%s', (text) => {
    expect(isAskedFor(mention(text))).toBe(false);
  });
});

test.each([
  ['Press ``Ctrl+C`` to stop it.', true],
  ['Stop it using either ``Ctrl+C`` or the other.', true],
  ['When you are done, hit ``CTRL-C`` twice.', true],
  ['Drücken Sie ``Strg+C``.', true],
  ['Appuyez sur ``Ctrl+C``.', true],
  ['``Ctrl+C`` を押します。', true],
  ['按 ``Ctrl+C`` 停止。', true],
  ['We can stop it using ``Ctrl+C`` later.', false],
  ['``Ctrl+C`` there will stop it.', false],
  ['Press ``Ctrl+V``.', false],
])('%s', (text, asked) => {
  expect(isInterrupt(mention(text))).toBe(asked);
});
