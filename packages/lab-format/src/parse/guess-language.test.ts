import { expect, test } from 'vitest';
import { guessLanguage } from './guess-language.ts';

test.each([
  ['Build the image and run it with this command.', 'en'],
  ['Baue das Image und starte es mit diesem Befehl. Der Container ist da.', 'de'],
  ['Construisez l’image avec la commande et vérifiez que le conteneur est dans la liste.', 'fr'],
  ['Construye la imagen con el comando y mira los contenedores.', 'es'],
  ['Crie a imagem com o comando e veja os contêineres do sistema.', 'pt'],
  ['Costruisci il container con il comando e guarda gli altri della lista.', 'it'],
  ['イメージをビルドします。', 'ja'],
  ['构建镜像。', 'zh'],
  ['이미지를 빌드합니다.', 'ko'],
  ['Соберите образ.', 'ru'],
  ['docker ps', 'en'],
  ['', 'en'],
])('%s', (text, language) => {
  expect(guessLanguage(text)).toBe(language);
});

test('what stands in fences does not count', () => {
  expect(guessLanguage('The list is here.\n\n```\nこれは出力です\n```\n')).toBe('en');
});
