import { describe, expect, test } from 'vitest';
import { cpuTime } from '../cpu-time.fixture.ts';
import { findPlaceholders, pushedNamespaces } from './placeholders.ts';
import { createSamples } from './samples.ts';

const find = (code: string, readme = true, namespaces: string[] = []) =>
  findPlaceholders(code, { samples: createSamples(), namespaces: new Set(namespaces), readme });
const kinds = (code: string) => find(code).map(({ text, kind }) => [text, kind]);

describe('is to be filled in', () => {
  test.each([
    ['docker logs [container id]', '[container id]', 'container'],
    ['docker logs [コンテナ ID]', '[コンテナ ID]', 'container'],
    ['docker logs <CONTAINER ID>', '<CONTAINER ID>', 'container'],
    ['docker stop <the-container-id>', '<the-container-id>', 'container'],
    ['docker stop <conteneur>', '<conteneur>', 'container'],
    ['docker stop CONTAINER_ID', 'CONTAINER_ID', 'container'],
    ['docker stop {container-id}', '{container-id}', 'container'],
    ['docker rmi <image-id>', '<image-id>', 'image'],
    ['docker rmi <镜像ID>', '<镜像ID>', 'image'],
    ['docker volume rm [volume name]', '[volume name]', 'volume'],
    ['docker network rm <network>', '<network>', 'network'],
    ['export NAME=<dockerhub-username>', '<dockerhub-username>', 'hub-user'],
    ['docker push [dockerhub username]/web', '[dockerhub username]', 'hub-user'],
    ['docker push <username>/web', '<username>', 'hub-user'],
    ['docker push <ユーザー名>/web', '<ユーザー名>', 'hub-user'],
    ['docker tag web YOUR-USER-NAME/web', 'YOUR-USER-NAME', 'hub-user'],
    ['docker login -u your_docker_id', 'your_docker_id', 'hub-user'],
    ['docker push $DOCKERHUB_USERNAME/web', '$DOCKERHUB_USERNAME', 'hub-user'],
    ['docker push $' + '{DOCKER_ID}/web', '$' + '{DOCKER_ID}', 'hub-user'],
    ['sudo usermod -aG docker <your-user>', '<your-user>', 'text'],
    ['cd /path/to/your/app', '/path/to/your/app', 'text'],
    ['curl localhost:<port>', '<port>', 'text'],
    ['docker tag web VOTRE_NOM/web', 'VOTRE_NOM', 'hub-user'],
    ['docker push DEIN-BENUTZERNAME/web', 'DEIN-BENUTZERNAME', 'hub-user'],
    ['docker push dein-name/web', 'dein-name', 'hub-user'],
    ['docker login -u tu-usuario', 'tu-usuario', 'hub-user'],
    ['docker stop ＜コンテナ名＞', '＜コンテナ名＞', 'container'],
    ['docker run -e NAME=【あなたの名前】 alpine', '【あなたの名前】', 'text'],
    ['docker rmi 「イメージID」', '「イメージID」', 'image'],
    ['docker logs コンテナID', 'コンテナID', 'container'],
    ['docker run -p <container-port>:80 nginx', '<container-port>', 'text'],
    ['docker stop 8b867dd4a284', '8b867dd4a284', 'container'],
  ])('%s', (code, text, kind) => {
    expect(kinds(code)).toEqual([[text, kind]]);
  });
});

describe('is the shell’s own, or a file’s', () => {
  test.each([
    'ps aux | grep "[s]leep"',
    'ls [a-z]*.txt',
    'ls [abc]*',
    '[ -f a ] && cat < a > b',
    '[[ $a == b ]] && echo',
    'sort <in >out',
    'cat <<EOF > a\nhello\nEOF',
    'diff <(ls a) <(ls b)',
    "echo '<h1>Hello</h1>' > index.html",
    'echo "<title>a b</title>"',
    "echo '#include <stdio.h>' > a.c",
    'echo "List<String> a"',
    'docker inspect -f "{{.Id}}" web',
    "awk '{print $1}'",
    'echo $' + '{NAME}',
    'export DOCKERHUB_USERNAME=mia',
    'echo a[0] b[i]',
    'docker ps # コンテナの一覧',
    'docker ps # コンテナ名 「Web」 <container>',
    'echo "「こんにちは」"',
    'docker images | grep "<none>"',
    'echo "<$a>"',
    'echo "one \\" <$a>" b',
    'docker run ihre-bilder/tu-web',
    'docker run -d --name web nginx',
    'docker ps --format "table {{.Names}}"',
  ])('%s', (code) => {
    expect(find(code)).toEqual([]);
  });
});

test('each place of it is told, in UTF-16 units', () => {
  expect(find('echo 😀 <image> && docker rmi <image>')).toEqual([
    { text: '<image>', kind: 'image', label: 'image', at: [8, 30] },
  ]);
});

test('several stand in their order', () => {
  expect(kinds('docker tag <image> [dockerhub username]/web')).toEqual([
    ['<image>', 'image'],
    ['[dockerhub username]', 'hub-user'],
  ]);
});

test('in a lab of ours the terminal knows the name at the hub', () => {
  expect(find('docker push $DOCKERHUB_USERNAME/web', false)).toEqual([]);
});

describe('the author’s name at the hub', () => {
  test('is what they push to', () => {
    const text =
      '$ docker tag web:v1 mia/web:v1\n$ docker image push mia/web\n$ docker push localhost:5000/web';
    expect(new Set(pushedNamespaces(text))).toEqual(new Set(['mia']));
    expect(pushedNamespaces('docker pull mia/web\ndocker push library/web')).toEqual([]);
  });

  test('stands wherever that name does', () => {
    expect(
      find('docker build -t mia/web . && docker push docker.io/mia/web', true, ['mia']),
    ).toEqual([{ text: 'mia', kind: 'hub-user', label: 'mia', at: [16, 51] }]);
    expect(find('docker run eva/web', true, ['mia'])).toEqual([]);
  });
});

describe('sample ids and names', () => {
  const samples = createSamples();
  samples.give('docker run -d --name shop -p 8080:80 nginx');
  samples.learn(
    'docker ps',
    'CONTAINER ID   IMAGE   COMMAND   PORTS                    NAMES\n' +
      '1f2e3d4c5b6a   nginx   "nginx"   0.0.0.0:32801->80/tcp    shop\n' +
      '0b2ba61df37f   redis   "redis"   0.0.0.0:8080->80/tcp     brave_curie',
  );
  samples.learn(
    'docker images',
    'REPOSITORY   TAG   IMAGE ID   SIZE\nweb   v1   aabbccddee01   9MB',
  );
  samples.learn(
    'docker run -d x',
    'c6645ae79b55b87650c8468d1f605e34d3c22a948a2c99bf717f25753598f63a',
  );
  const shown = (code: string) =>
    findPlaceholders(code, { samples, namespaces: new Set(), readme: false }).map(
      ({ text, kind }) => `${text} ${kind}`,
    );

  test.each([
    ['docker stop 0b2', ['0b2 container']],
    ['docker stop 1f2e3d4c5b6a 0b2ba', ['1f2e3d4c5b6a container', '0b2ba container']],
    ['docker exec -it brave_curie sh', ['brave_curie container']],
    ['docker attach c6645ae79b55', ['c6645ae79b55 container']],
    ['docker rmi aabb', ['aabb image']],
    ['curl localhost:32801/a', ['32801 text']],
    ['docker stop shop', []],
    ['docker stop add', []],
    ['curl localhost:8080', []],
    ['echo 0b2', []],
    ['docker run -m 512m nginx', []],
  ])('%s', (code, expected) => {
    expect(shown(code)).toEqual(expected);
  });
});

test('code of any length is looked at in time', () => {
  const start = cpuTime();
  for (const piece of [
    '<a',
    '[a ',
    '{a_',
    'your-',
    '/path/to/',
    'docker rm 0b2 ',
    'a/b ',
    '<a b> ',
  ]) {
    find(piece.repeat(50_000), true, ['a']);
  }
  expect(start()).toBeLessThan(1000);
});
