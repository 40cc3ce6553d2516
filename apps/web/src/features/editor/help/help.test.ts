import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { useInterface } from '../../../stores/interface-store.ts';
import { didYouMean } from './did-you-mean.ts';
import { checkDockerfile } from './dockerfile.ts';
import type { Finding } from './finding.ts';
import { checkJson } from './json.ts';
import { checkYaml, isComposeFile } from './yaml.ts';

afterEach(() => useInterface.setState({ language: 'en' }));

describe('Compose', () => {
  test('a file in order has nothing wrong', () => {
    expect(compose(WHOLE)).toEqual([]);
  });

  test.each([
    ['imge: a', 'imge', 'Did you mean “image”?'],
    ['enviroment: [A=1]', 'enviroment', 'Did you mean “environment”?'],
    ['depend_on: [web]', 'depend_on', 'Did you mean “depends_on”?'],
    ['zzz: 1', 'zzz', 'does not know the key “zzz” here.'],
    ['ports: 80:80', '80:80', '“ports” has to be a list.'],
    ['image: [a]', '[a]', '“image” has to be a text.'],
    ['privileged: maybe', 'maybe', 'true or false'],
    ['environment: A=1', 'A=1', 'a list or a map of keys and values'],
    ['ports: ["80:abc"]', '"80:abc"', 'is no port'],
    ['ports: [70000]', '70000', 'is no port'],
    ['depends_on: [bd]', 'bd', 'There is no service “bd”. Did you mean “db”?'],
    ['depends_on: { bd: { condition: service_started } }', 'bd', 'no service “bd”'],
    ['depends_on: [one]', 'one', 'cannot depend on itself'],
    ['networks: [front]', 'front', 'no network “front”'],
    ['volumes: [dta:/data]', 'dta:/data', 'no volume “dta”'],
    ['volumes: [{ type: volume, source: dta, target: /d }]', 'dta', 'no volume “dta”'],
    ['secrets: [key]', 'key', 'no secret “key”'],
    ['configs: [{ source: web }]', 'web', 'no config “web”'],
  ])('%s: %s is wrong, %s', (line, at, message) => {
    const text = `services:\n  one:\n    build: .\n    ${line}\n  db:\n    image: a\n`;
    expect(compose(text)).toEqual([[at, expect.stringContaining(message)]]);
  });

  test.each([
    'ports: [80, "8080:80", "127.0.0.1:1-2:3-4/udp", "[::1]:1:2", ":80", "$PORT:80", { target: 80 }]',
    'volumes: [./a:/b, /a:/b, ~/a:/b, "C:\\\\a:/b", /only, "$HOME/a:/b", { type: bind, source: ./a }]',
    'networks: { default: null }',
    'user: 1000',
    'x-mine: { any: thing }',
    'command: $CMD',
    'mem_limit: 512m',
    'container_name: 5',
    'expose: [80]',
    'image:',
  ])('%s is in order', (line) => {
    expect(compose(`services:\n  one:\n    build: .\n    ${line}\n`)).toEqual([]);
  });

  test('a service needs an image or a build, but not in what overrides another file', () => {
    const text = 'services:\n  web:\n    tty: true\n  none:\n';
    expect(compose(text)).toEqual([
      ['web', expect.stringContaining('neither “image” nor “build”')],
      ['none', expect.stringContaining('is empty')],
    ]);
    expect(checkYaml('services:\n  web:\n    tty: true\n', 'compose.override.yaml')).toEqual([]);
  });

  test('what another file includes may bring is not missed; keys at the top are looked at', () => {
    expect(
      compose('include: [a.yaml]\nservices:\n  a:\n    image: b\n    depends_on: [c]\n'),
    ).toEqual([]);
    expect(compose('service:\n  a: { image: b }\n')).toEqual([
      ['service', expect.stringContaining('Did you mean “services”?')],
      [expect.anything(), expect.stringContaining('no key “services”')],
    ]);
    expect(compose('version: "3"\nservices: {}\n')).toEqual([
      ['version', expect.stringContaining('not needed')],
    ]);
    expect(compose('- a\n')).toEqual([[expect.anything(), expect.stringContaining('is a map')]]);
    expect(compose('')).toEqual([]);
  });

  test('anchors, aliases and merges are followed', () => {
    const text =
      'x-base: &base\n  image: a\nservices:\n  one: *base\n  two:\n    <<: *base\n    ports: &p ["80:80"]\n  three:\n    image: b\n    ports: *p\n';
    expect(compose(text)).toEqual([]);
  });

  test('in Japanese it is said in Japanese', () => {
    useInterface.setState({ language: 'ja' });
    expect(compose('services:\n  a:\n    imge: b\n    build: .\n')).toEqual([
      ['imge', '「imge」というキーは書けません。「image」ではありませんか？'].map((text, at) =>
        at === 0 ? text : `ここに${text}`,
      ),
    ]);
  });

  test.each([
    ['compose.yaml', true],
    ['a/docker-compose.yml', true],
    ['compose.prod.yaml', true],
    ['docker-compose-dev.yml', true],
    ['composer.yaml', false],
    ['compose.json', false],
  ])('%s is a Compose file: %s', (path, is) => expect(isComposeFile(path)).toBe(is));
});

describe('YAML', () => {
  test.each([
    ['a: [1', 'flow'],
    ['a: 1\na: 2', 'there already'],
    ['a:\n\tb: 1', 'spaces'],
    ['a: *nowhere', 'no anchor &nowhere'],
    ['a: "b', 'quote'],
  ])('%j is told', (text, message) => {
    const [found] = checkYaml(text, 'a.yaml');
    expect(found?.message.toLowerCase()).toContain(message);
  });

  test('what is no Compose file may say anything, in several documents', () => {
    expect(checkYaml('services: 1\n---\nb: 2\n', 'k8s.yaml')).toEqual([]);
  });
});

describe('JSON', () => {
  test.each([
    ['{"a": 1,}', '}', 'a comma too many'],
    ['{"a" 1}', '1', 'colon'],
    ['[1 2]', '2', 'comma'],
    ['{"a": "b}', '"b}', 'closing quote'],
    ['{"a": 1', '1', 'closing }'],
    ['// no\n{}', '// no', 'no comments'],
    ['{} []', '[', 'after the end'],
  ])('%j is told at %j', (text, at, message) => {
    const [found] = said(text, checkJson(text, 'a.json'));
    expect(found?.[0]).toBe(at);
    expect(found?.[1]).toContain(message);
  });

  test('comments are in order where they are usual', () => {
    expect(checkJson('{ /* a */ "b": [1,], }', 'src/tsconfig.app.json')).toEqual([]);
    expect(checkJson('{"a": [1, null, true, "x\\n"]}', 'a.json')).toEqual([]);
    expect(checkJson(' \n', 'a.json')).toEqual([]);
  });
});

describe('Dockerfile', () => {
  test('what is wrong is told where it stands', () => {
    const text = 'FROM alpine\nCOYP . .\nWORKDIR app\nEXPOSE abc\n';
    expect(said(text, checkDockerfile(text))).toEqual([
      ['COYP', 'Unknown instruction: COYP'],
      ['app', expect.stringContaining('absolute')],
      ['abc', expect.stringContaining('abc')],
    ]);
    expect(checkDockerfile('')).toEqual([]);
    expect(checkDockerfile('FROM a\nRUN --mount=type=cache,target=/x <<EOF\nls\nEOF\n')).toEqual(
      [],
    );
  });

  test('in Japanese it is said in Japanese', () => {
    useInterface.setState({ language: 'ja' });
    const text = 'FROM alpine\r\nCOYP . .\r\n';
    expect(said(text, checkDockerfile(text))).toEqual([
      ['COYP', '「COYP」という命令はありません。'],
    ]);
  });
});

test.each([
  ['imgae', 'image'],
  ['volums', 'volumes'],
  ['Image', 'image'],
  ['prots', 'ports'],
  ['x', null],
  ['something', null],
])('%s means %s', (name, meant) => {
  expect(didYouMean(name, ['image', 'volumes', 'ports', 'build'])).toBe(meant);
});

test('whatever a text is, it is looked at without stumbling, and what is found lies within it', () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const piece = fc.constantFrom(
    ...[
      'services:',
      '  web:',
      '    image: ',
      '    ports:',
      '      - ',
      '&a',
      '*a',
      '<<: ',
      '[',
      ']',
    ],
    ...[
      '{',
      '}',
      '"',
      "'",
      ':',
      '-',
      '\n',
      '\t',
      ' ',
      '---\n',
      'FROM ',
      'RUN ',
      'COPY --from=',
      '\\',
    ],
    ...[
      'volumes: [a:/b]',
      'depends_on: ',
      '? ',
      '!!map ',
      '!x ',
      'null',
      '漢',
      '\r\n',
      '<<EOF',
      '$A',
    ],
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 40 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(text, (all) => {
      const found = [
        ...checkYaml(all, 'compose.yaml'),
        ...checkJson(all, 'a.json'),
        ...checkDockerfile(all),
      ];
      for (const { from, to, message } of found) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(from).toBeLessThanOrEqual(all.length);
        expect(to).toBeGreaterThan(from);
        expect(message).not.toBe('');
      }
    }),
    { numRuns: 300 },
  );
});

function compose(text: string): [string, string][] {
  return said(text, checkYaml(text, 'compose.yaml'));
}

/** What each finding is about, and what it says. */
function said(text: string, findings: readonly Finding[]): [string, string][] {
  return findings.map(({ from, to, message }) => [text.slice(from, to).trimEnd(), message]);
}

const WHOLE = `
name: fleet
services:
  web:
    build:
      context: .
    ports:
      - "8080:80"
    environment:
      MODE: \${MODE:-dev}
    depends_on:
      db:
        condition: service_healthy
    networks: [inner]
    volumes:
      - data:/data
      - ./src:/src:ro
    secrets: [key]
  db:
    image: postgres:17
    restart: unless-stopped
    healthcheck:
      test: [CMD, pg_isready]
networks:
  inner:
volumes:
  data:
secrets:
  key:
    file: ./key
`;
