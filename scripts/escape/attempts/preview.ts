import { type Attempt, control, type Outcome } from '../attempt.ts';
import { answerOnHost, REACHED } from '../outside.ts';
import type { Range } from '../range.ts';
import { sendRaw } from '../raw-http.ts';
import { perl, shell } from '../script.ts';

const PORT = 8321;
const OWN_PORT = 'a preview leads to a port of that session’s sandbox, and nowhere else';

export const preview: readonly Attempt[] = [
  attempt('reach the host’s own ports through a preview', OWN_PORT, async (range) => {
    const service = await answerOnHost(new URL(range.url).hostname);
    range.atEnd(service.close);
    const control_ = await fetch(`http://${service.address}:${service.port}/`);
    control((await control_.text()).includes(REACHED), 'the host’s service answers');
    await app(range);
    const id = range.ann.session;
    const { port } = service;
    const hosts = [
      `${port}--${id}.localhost`,
      `${new URL(range.url).port}--${id}.localhost`,
      `${PORT}--${id}.localhost@${service.address}:${port}`,
      `${service.address}:${port}--${id}.localhost`,
      `${PORT}--${id}.localhost:${port}`,
      `22--${id}.localhost`,
      `0--${id}.localhost`,
      `65536--${id}.localhost`,
      `-1--${id}.localhost`,
      `${PORT}--${id}.${service.address}.localhost`,
      `127.0.0.1.localhost`,
      `${PORT}--..%2f${id}.localhost`,
    ];
    const targets = hosts.map(
      (host) => `GET / HTTP/1.1\r\nHost: ${host}\r\nAccept: */*\r\nConnection: close\r\n\r\n`,
    );
    const absolute = [
      `http://${service.address}:${port}/`,
      `//${service.address}:${port}/`,
      `http://${PORT}--${id}.localhost@${service.address}:${port}/`,
    ].map(
      (path) => `GET ${path} HTTP/1.1\r\nHost: ${previewHost(range)}\r\nConnection: close\r\n\r\n`,
    );
    const connect = `CONNECT ${service.address}:${port} HTTP/1.1\r\nHost: ${previewHost(range)}\r\n\r\n`;
    return nobodyReached(
      range,
      [...targets, ...absolute, connect],
      service.visits.length,
      () => service.visits.length,
    );
  }),
  attempt(
    'have the preview follow a redirect to the host',
    'the browser is given the redirect; the server follows none',
    async (range) => {
      const service = await answerOnHost(new URL(range.url).hostname);
      range.atEnd(service.close);
      await app(range);
      const before = service.visits.length;
      const answer = await ask(range, `/redirect?http://${service.address}:${service.port}/`);
      control(
        /^HTTP\/1.1 302/.test(answer) && answer.includes(`:${service.port}/`),
        `the app redirects: ${answer.slice(0, 80)}`,
      );
      control(
        (await (await fetch(`http://${service.address}:${service.port}/`)).text()).includes(
          REACHED,
        ),
        'the host’s service answers',
      );
      const blocked = !answer.includes(REACHED) && service.visits.length <= before + 2;
      return { blocked, evidence: answer.split('\r\n')[0] ?? '' };
    },
  ),
  attempt(
    'get the learner’s cookie into an app (theft by a preview)',
    'the cookie is taken out before the app; the preview has an origin of its own',
    async (range) => {
      await app(range);
      const { cookie } = range.bob;
      const value = cookie.split('=')[1] ?? '';
      const headers = [
        `Cookie: other=1; ${cookie}`,
        `cookie: ${cookie};other=1`,
        `COOKIE:other=1;  ${cookie}  `,
        `Cookie: other=1\r\nCookie: ${cookie}`,
        `Cookie: other=1; ${cookie.replace('=', ' =')}`,
        `Cookie: other=1; x;${cookie}`,
      ];
      const answers = await Promise.all(
        headers.map((header) => ask(range, '/echo', `${header}\r\n`)),
      );
      control(
        answers.every((answer) => answer.includes('other=1')),
        'the app sees the other cookies',
      );
      const leaking = headers.filter((_, index) => answers[index]?.includes(value));
      const upgrade = await ask(
        range,
        '/echo',
        `Cookie: other=1; ${cookie}\r\nUpgrade: websocket\r\nSec-WebSocket-Key: ZHJ5ZG9jay1lc2NhcGUtMQ==\r\nSec-WebSocket-Version: 13\r\n`,
        'Upgrade',
      );
      control(
        upgrade.includes('other=1') || upgrade.startsWith('HTTP/1.1 502'),
        `the app sees an upgrade: ${upgrade.slice(0, 200)}`,
      );
      const blocked = leaking.length === 0 && !upgrade.includes(value);
      return {
        blocked,
        evidence: blocked
          ? `${headers.length + 1} ways, the app saw only the others`
          : leaking.join(' | '),
      };
    },
  ),
  attempt(
    'set a cookie of the platform from an app',
    'a preview’s cookies stay on its own host',
    async (range) => {
      await app(range);
      const answer = await ask(range, '/cookie');
      const cookies = [...answer.matchAll(/^set-cookie: (.*)$/gim)].map(
        ([, cookie]) => cookie ?? '',
      );
      control(cookies.length === 2, `the app sets cookies: ${answer.slice(0, 300)}`);
      const wide = cookies.filter((cookie) => /domain=/i.test(cookie));
      return { blocked: wide.length === 0, evidence: wide.join(' | ') || 'no cookie has a domain' };
    },
  ),
  attempt(
    'smuggle a request past the proxy',
    'Node’s strict parser; a request of two lengths is refused',
    async (range) => {
      await app(range);
      const host = `Host: ${previewHost(range)}`;
      const inner = `GET /smuggled-${range.unique} HTTP/1.1\r\n${host}\r\n\r\n`;
      const body = `0\r\n\r\n${inner}`;
      const lines = [
        [`Content-Length: ${body.length}`, 'Transfer-Encoding: chunked'],
        ['Content-Length: 5', `Content-Length: ${body.length}`],
        [`Content-Length: ${body.length}`, 'Transfer-Encoding : chunked'],
        [`Content-Length: ${body.length}`, 'Transfer-Encoding: xchunked'],
        [`Content-Length: ${body.length}`, 'Transfer-Encoding:\tchunked'],
        [`Content-Length: +${body.length}`],
        [`Content-Length: ${body.length}`, 'X: a\n Transfer-Encoding: chunked'],
        [`Content-Length: ${body.length}`, 'X: a\rTransfer-Encoding: chunked'],
      ];
      for (const each of lines) {
        await sendRaw({
          url: range.url,
          bytes: `POST /outer HTTP/1.1\r\n${host}\r\n${each.join('\r\n')}\r\nConnection: close\r\n\r\n${body}`,
          until: (answer) => answer.includes('\r\n\r\n'),
        });
      }
      await ask(range, `/plain-${range.unique}`);
      const { output } = await range.ann.run(shell('cat /tmp/app.log'));
      control(output.includes(`plain-${range.unique}`), 'the app notes each request');
      const came = output
        .split('\n')
        .filter((line) => line.startsWith(`GET /smuggled-${range.unique}`));
      return {
        blocked: came.length === 0,
        evidence: `${lines.length} forms, ${came.length} came through`,
      };
    },
  ),
  attempt(
    'open a preview of a session that one can only guess at',
    'an address has 20 random letters; every other is refused alike',
    async (range) => {
      await app(range);
      const own = await ask(range, '/echo');
      control(own.startsWith('HTTP/1.1 200'), 'the own preview answers');
      const id = range.ann.session;
      const guesses = [
        id.slice(0, 19),
        `${id}0`,
        `${id.slice(0, 19)}${id.endsWith('a') ? 'b' : 'a'}`,
        '0'.repeat(20),
        '*'.repeat(20),
        '.'.repeat(20),
        range.instance,
        'main',
      ];
      const answers = await Promise.all(
        guesses.map((guess) =>
          sendRaw({
            url: range.url,
            bytes: `GET /echo HTTP/1.1\r\nHost: ${PORT}--${guess}.localhost\r\nConnection: close\r\n\r\n`,
          }),
        ),
      );
      const open = guesses.filter((_, index) => answers[index]?.startsWith('HTTP/1.1 200'));
      return {
        blocked: open.length === 0,
        evidence: open.join(', ') || (answers[0]?.split('\r\n')[0] ?? ''),
      };
    },
  ),
];

function previewHost({ ann }: Range): string {
  return `${PORT}--${ann.session}.localhost`;
}

function ask(range: Range, path: string, headers = '', connection = 'close'): Promise<string> {
  const bytes = `GET ${path} HTTP/1.1\r\nHost: ${previewHost(range)}\r\n${headers}Connection: ${connection}\r\n\r\n`;
  return sendRaw({ url: range.url, bytes });
}

async function nobodyReached(
  range: Range,
  requests: readonly string[],
  before: number,
  visits: () => number,
): Promise<Outcome> {
  const answers = await Promise.all(requests.map((bytes) => sendRaw({ url: range.url, bytes })));
  const index = answers.findIndex((answer) => answer.includes(REACHED));
  const blocked = index < 0 && visits() === before;
  return {
    blocked,
    evidence: blocked
      ? `${requests.length} requests, none reached it`
      : (requests[index] ?? 'it was visited').slice(0, 120),
  };
}

/** The attacker’s app, published by a container: says what it was asked, redirects, sets cookies. Started once. */
async function app(range: Range): Promise<void> {
  const server = perl(`use IO::Socket::INET; $SIG{PIPE} = 'IGNORE';
    my $server = IO::Socket::INET->new(LocalPort => 80, Listen => 50, ReuseAddr => 1) or die $!;
    while (my $client = $server->accept) {
      my ($head, $length) = ('', 0);
      while (my $line = <$client>) { $head .= $line; $length = $1 if $line =~ /^content-length: *(\\d+)/i; last if $line =~ /^\\r?\\n$/ }
      read($client, my $body, $length) if $length && $length < 100000;
      open my $log, '>>', '/tmp/app.log'; print $log $head; close $log;
      my $extra = $head =~ m{^GET /redirect\\?(\\S+)} ? "Location: $1\\r\\n" : '';
      $extra .= "Set-Cookie: drydock_learner=stolen; Domain=localhost; Path=/\\r\\nSet-Cookie: a=b; Domain=.localhost\\r\\n" if $head =~ m{^GET /cookie};
      my $status = $extra =~ /^Location/ ? '302 Found' : '200 OK';
      print $client "HTTP/1.1 $status\\r\\n\${extra}Content-Length: " . length($head) . "\\r\\nConnection: close\\r\\n\\r\\n$head"; close $client;
    }`);
  const [program, ...words] = server;
  const started = await range.ann.run([
    ...(['bash', '-c', 'docker inspect app > /dev/null 2>&1 || exec "$@"', 'app'] as const),
    ...[
      'docker',
      'run',
      '--quiet',
      '--detach',
      '--name',
      'app',
      '--publish',
      `${PORT}:80`,
      '--volume',
      '/:/host',
      'alpine',
      'chroot',
      '/host',
      program,
      ...words,
    ],
  ]);
  control(started.code === 0, `the app is started: ${started.output}`);
  const late = Date.now() + 10_000;
  while (!(await ask(range, '/echo')).startsWith('HTTP/1.1 200'))
    control(Date.now() < late, 'the preview shows the app');
}

function attempt(name: string, blockedBy: string, run: Attempt['run']): Attempt {
  return { topic: 'preview', name, blockedBy, run };
}
