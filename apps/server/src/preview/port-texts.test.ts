import { expect, test } from 'vitest';
import { languageOf, portText } from './port-texts.ts';

const where = { container: 'web', containerPort: 5000 };

test.each<[Parameters<typeof portText>[1], string]>([
  [{ type: 'not-published' }, '-p 8080:'],
  [{ type: 'not-listening', ...where }, 'docker logs web'],
  [{ type: 'localhost-only', ...where }, '127.0.0.1:5000'],
  [{ type: 'other-port', ...where, listens: [80, 3000] }, '-p 8080:80'],
  [{ type: 'no-answer', ...where }, 'docker logs web'],
])('%j says in both languages what to do', (state, todo) => {
  const [english, japanese] = [portText('en', state, 8080), portText('ja', state, 8080)];
  for (const { title, hint } of [english, japanese]) {
    expect(hint).toContain(todo);
    expect(title).not.toBe('');
  }
  expect(japanese.title).toMatch(/[\p{sc=Hira}\p{sc=Kana}]/u);
});

test('who listens on localhost is told the change for Flask and for Node', () => {
  const { changes } = portText('en', { type: 'localhost-only', ...where }, 8080);
  expect(changes).toEqual([
    { of: 'Flask', code: 'flask run --host=0.0.0.0 --port=5000' },
    { of: 'Node.js', code: "server.listen(5000, '0.0.0.0')" },
  ]);
});

test.each([
  [undefined, 'en'],
  ['fr', 'en'],
  ['ja', 'ja'],
  ['ja-JP,en;q=0.5', 'ja'],
  ['en-US,ja;q=0.5', 'en'],
])('the language for %s is %s', (accepted, language) => {
  expect(languageOf(accepted)).toBe(language);
});
