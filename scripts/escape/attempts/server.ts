import { type Attempt, control, type Outcome } from '../attempt.ts';
import type { Learner } from '../learner.ts';
import type { Range } from '../range.ts';
import { sendRaw } from '../raw-http.ts';

const COOKIE = 'a session is the learner’s whose cookie it is';

export const server: readonly Attempt[] = [
  attempt('look at or end another’s session', COOKIE, async ({ ann, bob }) => {
    const path = `/api/sessions/${bob.session}`;
    control((await bob.fetch(path)).ok, 'its owner sees it');
    const looked = await ann.fetch(path);
    const ended = await ann.fetch(path, { method: 'DELETE' });
    const listed = await (await ann.fetch('/api/sessions')).text();
    control((await bob.fetch(path)).ok, 'it is there afterwards');
    const blocked = looked.status === 404 && ended.status === 404 && !listed.includes(bob.session);
    return { blocked, evidence: `HTTP ${looked.status}, ${ended.status}` };
  }),
  attempt('open another’s WebSocket (terminal, files)', COOKIE, async ({ url, ann, bob }) => {
    const cookies = [
      ann.cookie,
      '',
      'drydock_learner=',
      `drydock_learner=${bob.session}`,
      `${ann.cookie}; drydock_learner=${bob.session}`,
      `drydock_learner=${'A'.repeat(43)}`,
    ];
    return sockets(
      bob,
      cookies.map((cookie) => ({ origin: url, cookie })),
    );
  }),
  attempt(
    'open another’s WebSocket from a page of another site',
    'the Origin must be the server’s own',
    async ({ url, bob }) => {
      const { cookie } = bob;
      const origins = [
        'http://evil.example',
        'null',
        'http://localhost',
        `${url}.evil.example`,
        url.replace(/\d+$/, '1'),
        `http://8080--${bob.session}.localhost`,
        `http://evil@${new URL(url).host}.evil.example`,
      ];
      return sockets(bob, [...origins.map((origin) => ({ origin, cookie })), { cookie }]);
    },
  ),
  attempt(
    'write from a page of another site (CSRF)',
    'the Origin must be the server’s own',
    async ({ url, bob }) => {
      const ask = (headers: Record<string, string>) =>
        fetch(`${url}/api/sessions`, {
          method: 'POST',
          headers: { cookie: bob.cookie, ...headers },
          body: JSON.stringify({ lab: 'docker-masterclass' }),
        });
      const json = { 'content-type': 'application/json' };
      const own = await ask({ ...json, origin: url });
      control(own.ok, 'the own page may write');
      const foreign = [
        { ...json, origin: 'http://evil.example' },
        { ...json, 'sec-fetch-site': 'cross-site' },
        { 'content-type': 'text/plain', origin: 'null' },
        { ...json, origin: `http://1--${bob.session}.localhost` },
      ];
      const statuses = await Promise.all(
        foreign.map(async (headers) => (await ask(headers)).status),
      );
      return {
        blocked: statuses.every((status) => status >= 400),
        evidence: `HTTP ${statuses.join(', ')}`,
      };
    },
  ),
  attempt(
    'make another site’s name lead to the server (DNS rebinding)',
    'only the server’s own names are answered',
    async ({ url, bob }) => {
      const ask = (host: string) =>
        sendRaw({
          url,
          bytes: `GET /api/sessions HTTP/1.1\r\nHost: ${host}\r\nCookie: ${bob.cookie}\r\nConnection: close\r\n\r\n`,
        });
      const own = await ask(new URL(url).host);
      control(own.includes(bob.session), 'by its own address the server answers');
      const names = [
        'evil.example',
        'drydock.test.evil.example',
        '127.0.0.1.evil.example',
        'localhost.evil.example',
        '0x7f000001.evil.example',
        'drydock.test@evil.example',
        '',
      ];
      const answers = await Promise.all(names.map(ask));
      const bad = names.filter((_, index) => answers[index]?.includes(bob.session));
      return {
        blocked: bad.length === 0,
        evidence: bad.length > 0 ? `answered as ${bad}` : (answers[0]?.split('\r\n')[0] ?? ''),
      };
    },
  ),
  attempt(
    'kill the server with a frame of 100 MB',
    'a message has a largest size',
    async (range) => {
      const socket = range.ann.connect();
      control(await socket.welcomed(), 'the socket is open');
      socket.raw.send(Buffer.alloc(100 * 1024 * 1024, 0x20).toString());
      const how = await socket.ended();
      return wellAfter(range, { blocked: true, evidence: how });
    },
  ),
  attempt(
    'kill the server with a compressed bomb',
    'compression is not agreed to',
    async (range) => {
      const raw = Buffer.concat([
        Buffer.from([0xc1, 0xfe, 0xff, 0xff, 0, 0, 0, 0]),
        Buffer.alloc(0xffff, 0xaa),
      ]);
      return wellAfter(
        range,
        await rawFrames(range, [raw], { 'sec-websocket-extensions': 'permessage-deflate' }),
      );
    },
  ),
  attempt(
    'kill the server with broken frames and wrong UTF-8',
    'ws refuses them; other sockets live',
    async (range) => {
      const mask = [0, 0, 0, 0];
      const frames = [
        [0x81, 0x82, ...mask, 0xc3, 0x28],
        [0x8f, 0x80, ...mask],
        [0x09, 0x80, ...mask],
        [0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, ...mask],
        [0x81, 0x02, 0x7b, 0x7d],
        [0x88, 0x81, ...mask, 0x03],
        [0x80, 0x80, ...mask],
        [0x89, 0xfe, 0x01, 0x00, ...mask],
      ];
      const outcomes: Outcome[] = [];
      for (const frame of frames) outcomes.push(await rawFrames(range, [Buffer.from(frame)]));
      return wellAfter(range, outcomes[0] ?? { blocked: false, evidence: 'none was sent' });
    },
  ),
  attempt(
    'kill the server with messages that make no sense',
    'every message is checked; a bad one gets an error',
    async (range) => {
      const socket = range.ann.connect();
      control(await socket.welcomed(), 'the socket is open');
      const deep = '['.repeat(200_000);
      const texts = [
        deep + ']'.repeat(200_000),
        deep,
        '{"type":"__proto__"}',
        '{"__proto__":{"type":"hello"}}',
        '{"type":"file.read","path":{"length":-1}}',
        '{"type":"terminal.input","terminal":"T1","data":1e999}',
        '{"type":"terminal.resize","terminal":"T1","columns":1e9,"rows":-1}',
        '{"type":"hello","version":1e99,"terminals":[]}',
        '\u0000',
        '',
        'null',
        '[]',
        '"x"',
        `{"type":"${'x'.repeat(1e6)}"}`,
      ];
      const before = socket.messages.length;
      for (const text of texts) socket.raw.send(text);
      for (let kind = 0; kind < 256; kind += 1) socket.raw.send(Buffer.from([kind, 1, 2, 3]));
      await socket.until('an error to each', () =>
        socket.messages.length - before >= texts.length + 250 || socket.closed ? true : undefined,
      );
      return wellAfter(range, {
        blocked: true,
        evidence: `${socket.messages.length - before} errors, ${socket.closed ?? 'the socket lives'}`,
      });
    },
  ),
  attempt(
    'drown the server in 10 000 messages',
    'what waits is bounded; each socket is served in its turn',
    async (range) => {
      const socket = range.ann.connect();
      control(await socket.welcomed(), 'the socket is open');
      for (let count = 0; count < 10_000; count += 1) {
        socket.send({ type: 'file.read', request: 1_000_000 + count, path: 'inside' });
      }
      const outcome = await wellAfter(range, { blocked: true, evidence: '' });
      const answered = socket.messages.length;
      socket.close();
      return { ...outcome, evidence: `${outcome.evidence}; ${answered} answered by then` };
    },
  ),
  attempt(
    'kill the server with huge or endless headers',
    'Node’s limits on headers',
    async (range) => {
      const { url } = range;
      const huge = ['GET', 'POST'].flatMap((method) => [
        `${method} /${'a'.repeat(200_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
        `${method} /api/health HTTP/1.1\r\nHost: ${new URL(url).host}\r\nX: ${'a'.repeat(500_000)}\r\n\r\n`,
        `${method} /api/health HTTP/1.1\r\n${'a: b\r\n'.repeat(100_000)}\r\n`,
      ]);
      const answers = await Promise.all(
        huge.map((bytes) =>
          sendRaw({ url, bytes, until: (answer) => answer.includes('\r\n\r\n') }),
        ),
      );
      const refused = answers.every((answer) => !answer.startsWith('HTTP/1.1 200'));
      return wellAfter(range, {
        blocked: refused,
        evidence: answers[0]?.split('\r\n')[0] || 'the connection is ended',
      });
    },
  ),
];

/** Tries sockets that must not be welcomed; the owner's own is. */
async function sockets(
  owner: Learner,
  headers: readonly Record<string, string>[],
): Promise<Outcome> {
  const own = owner.connect();
  control(await own.welcomed(), 'its owner is welcomed');
  own.close();
  let evidence = '';
  for (const each of headers) {
    const socket = owner.connect({ headers: each });
    if (await socket.welcomed()) return { blocked: false, evidence: JSON.stringify(each) };
    evidence = socket.closed ?? '';
    socket.close();
  }
  return { blocked: true, evidence };
}

/** Opens a WebSocket by hand and sends bytes as they are. */
async function rawFrames(
  { url, ann }: Range,
  frames: readonly Buffer[],
  extra: Record<string, string> = {},
): Promise<Outcome> {
  const headers = {
    Host: new URL(url).host,
    Origin: url,
    Cookie: ann.cookie,
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Key': 'ZHJ5ZG9jay1lc2NhcGUtMQ==',
    'Sec-WebSocket-Version': '13',
    ...extra,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const hello = `GET /api/sessions/${ann.session}/socket HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
  const bytes = Buffer.concat([Buffer.from(hello), ...frames]);
  // A close frame, or the end.
  const answer = await sendRaw({ url, bytes, until: (got) => got.includes('\x88') });
  control(answer.startsWith('HTTP/1.1 101'), `the socket is opened: ${answer.slice(0, 100)}`);
  const agreed = /sec-websocket-extensions: .*/i.exec(answer)?.[0];
  if (agreed) return { blocked: false, evidence: `it agrees to ${agreed}` };
  const at = answer.indexOf('\x88');
  const code =
    at < 0 ? 'the end' : String(answer.charCodeAt(at + 2) * 256 + answer.charCodeAt(at + 3));
  return { blocked: true, evidence: `closed with ${code}` };
}

/** The neighbour's page and the server's health answer at once, in the same process as before. */
async function wellAfter({ url, bob }: Range, outcome: Outcome): Promise<Outcome> {
  const started = performance.now();
  const health = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(10_000) }).catch(
    () => undefined,
  );
  if (!health?.ok)
    return { blocked: false, evidence: `the server is not well: ${health?.status ?? 'no answer'}` };
  if (bob.socket.closed !== undefined)
    return { blocked: false, evidence: `the neighbour’s socket ${bob.socket.closed}` };
  const listed = await bob.socket.ask({ type: 'file.list' }, 'file.tree');
  const took = Math.round(performance.now() - started);
  if (listed.type !== 'file.tree' || took > 10_000)
    return { blocked: false, evidence: `the neighbour waited ${took} ms` };
  return {
    ...outcome,
    evidence: `${outcome.evidence}; the neighbour is answered in ${took} ms`.replace(/^; /, ''),
  };
}

function attempt(name: string, blockedBy: string, run: Attempt['run']): Attempt {
  return { topic: 'server', name, blockedBy, run };
}
