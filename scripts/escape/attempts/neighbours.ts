import { randomBytes } from 'node:crypto';
import { stripVTControlCharacters } from 'node:util';
import { type Attempt, control } from '../attempt.ts';
import { outcomeOf, perl, shell } from '../script.ts';
import { systemCall } from '../system-calls.ts';

export const neighbours: readonly Attempt[] = [
  attempt(
    'read another’s workspace and disk',
    'mount namespace: a sandbox has its own disks alone',
    async ({ ann, bob }) => {
      const secret = token();
      await bob.run(
        shell(
          `for folder in /workspace /var/lib/docker/volumes /root /data; do mkdir -p $folder; echo ${secret} > $folder/secret; done`,
        ),
      );
      const search = shell(`
      cat /proc/[0-9]*/root/workspace/secret /proc/[0-9]*/cwd/secret 2> /dev/null
      for folder in /workspace /var/lib/docker/volumes /root /data /seed /mnt /srv /var/lib/drydock; do
        grep -rs ${secret.slice(0, 20)} $folder 2> /dev/null
      done
      echo TRIED`);
      const own = await bob.run(search);
      control(own.output.includes(secret), 'their owner finds it in the same way');
      const output = (await ann.run(search)).output + (await ann.nested(search)).output;
      control(output.includes('TRIED'), 'the search ran');
      return seen(output.includes(secret), secret, 'not in any folder or process');
    },
  ),
  attempt(
    'read another’s disk through its loop device',
    'a user namespace makes no device nodes; the devices cgroup of the host',
    async (range) => {
      const { host, ann, bob } = range;
      const mounts = await host.output('cat', `/proc/${bob.pid}/mountinfo`);
      const device =
        / (7:\d+) \/ \/workspace /.exec(mounts)?.[1] ??
        / (\d+:\d+) \/\S* \/workspace /.exec(mounts)?.[1];
      control(device !== undefined, 'the workspace is on a device');
      const [major, minor] = device.split(':');
      const read = shell(
        `node=/tmp/d$$; try mknod $node b ${major} ${minor}; [ -e $node ] && try head -c 16 $node; rm -f $node; true`,
      );
      control(!outcomeOf(await host.run(read), 'host').blocked, 'the host reads it');
      const learner = outcomeOf(await ann.run(read), 'learner');
      return learner.blocked ? outcomeOf(await ann.nested(read), 'nested container') : learner;
    },
  ),
  attempt(
    'find another’s keys (kernel keyring)',
    'seccomp profile; keyrings belong to user namespaces',
    async ({ host, ann, bob }) => {
      const secret = token();
      // The user’s keyring is one for all processes of a uid: 1000 of the host is in every sandbox.
      const add = perl(`
      my ($type, $name, $value) = ('user', 'drydock-${secret}', '${secret}');
      call('add_key', ${systemCall('add_key')}, $type, $name, $value, length $value, -4);`);
      // Their names are no secret: /proc/keys shows those of one’s own uid to everybody.
      const find = perl(`
      my ($type, $name, $value) = ('user', 'drydock-${secret}', "\\0" x 64);
      my $key = call('search', ${systemCall('keyctl')}, 10, -4, $type, $name, 0);
      open my $keys, '<', '/proc/keys' or exit;
      for (grep { /${secret}/ } <$keys>) { my ($number) = /^([0-9a-f]+)/ or next; $key = hex $number }
      call('read', ${systemCall('keyctl')}, 11, $key, $value, 64) if $key != -1;`);
      const asLearner = [
        'setpriv',
        '--reuid',
        '1000',
        '--regid',
        '1000',
        '--clear-groups',
      ] as const;
      control(
        !outcomeOf(await host.run([...asLearner, ...add]), 'host').blocked,
        'the host’s 1000 adds a key',
      );
      control(
        !outcomeOf(await host.run([...asLearner, ...find]), 'host').blocked,
        'another process of 1000 finds it',
      );
      await bob.run(add);
      const found = outcomeOf(await ann.run(find), 'learner');
      await host.run([
        ...asLearner,
        ...perl(`my ($type, $name) = ('user', 'drydock-${secret}');
      my $key = syscall(${systemCall('keyctl')}, 10, -4, $type, $name, 0); syscall(${systemCall('keyctl')}, 9, $key, -4);`),
      ]);
      return found;
    },
  ),
  attempt(
    'share memory with a neighbour (System V, /dev/shm)',
    'IPC and mount namespaces',
    async ({ ann, bob }) => {
      const secret = token();
      const key = 0x44000000 + Number.parseInt(secret.slice(-5), 16);
      const make = perl(`
      call('shmget', ${systemCall('shmget')}, ${key}, 4096, 01666);
      open my $file, '>', '/dev/shm/${secret}' or die; print $file 'x';`);
      const find = perl(`
      call('shmget', ${systemCall('shmget')}, ${key}, 4096, 0);
      say_if('/dev/shm', -e '/dev/shm/${secret}', 'there');`);
      control(!outcomeOf(await bob.run(make), 'neighbour').blocked, 'the neighbour shares memory');
      control(!(await bob.run(find)).output.includes('NO '), 'their own other process finds it');
      const learner = outcomeOf(await ann.run(find), 'learner');
      return learner.blocked ? outcomeOf(await ann.nested(find), 'nested container') : learner;
    },
  ),
  attempt(
    'talk to a neighbour or the host by an abstract UNIX socket',
    'network namespace',
    async (range) => {
      const name = `drydock-${token()}`;
      const listen = perl(`use Socket;
      socket(my $server, AF_UNIX, SOCK_STREAM, 0); bind($server, pack('S', AF_UNIX) . "\\0${name}") or die $!; listen($server, 5);
      if (fork) { exit } open STDIN, '<', '/dev/null'; open STDOUT, '>', '/dev/null'; open STDERR, '>', '/dev/null'; alarm 15;
      accept(my $client, $server) while 1;`);
      const talk = perl(`use Socket;
      socket(my $client, AF_UNIX, SOCK_STREAM, 0);
      say_if('connect', connect($client, pack('S', AF_UNIX) . "\\0${name}"), 'connected');`);
      await range.bob.run(listen);
      control(
        !outcomeOf(await range.bob.run(talk), 'neighbour').blocked,
        'the neighbour reaches it',
      );
      const early = outcomeOf(await range.ann.run(talk), 'learner');
      if (!early.blocked) return early;
      await range.host.run(listen);
      control(!outcomeOf(await range.host.run(talk), 'host').blocked, 'the host reaches its own');
      return outcomeOf(await range.ann.nested(talk), 'nested container');
    },
  ),
  attempt(
    'type into another’s terminal (TIOCSTI, /dev/pts)',
    'devpts of the sandbox’s own',
    async ({ ann, bob }) => {
      const secret = token();
      await Promise.all(
        [ann, bob].map(({ socket }) =>
          socket.ask(
            { type: 'terminal.open', terminal: 'T1', columns: 80, rows: 24 },
            'terminal.opened',
          ),
        ),
      );
      for (const { socket } of [ann, bob]) {
        await socket.until('a prompt', () =>
          /[#$] $/.test(stripVTControlCharacters(socket.output)) ? true : undefined,
        );
      }
      await ann.run(
        perl(`
        for my $pts (glob '/dev/pts/[0-9]* /proc/[0-9]*/fd/[012]') {
          next if !-c $pts || !open(my $terminal, '+<', $pts);
          syswrite $terminal, "${secret}\\r\\n";
          for my $key (split //, " #${secret}\\n") { syscall(${systemCall('ioctl')}, fileno($terminal), 0x5412, $key) }
        }
        print "TRIED\\n";`),
      );
      await ann.socket.until('the words in the own terminal', () =>
        ann.socket.output.includes(secret) ? true : undefined,
      );
      // What was typed there would have come before the answer to this.
      bob.socket.send({ type: 'terminal.input', terminal: 'T1', data: 'echo still-$((40 + 2))\r' });
      await bob.socket.until('an answer', () =>
        bob.socket.output.includes('still-42') ? true : undefined,
      );
      return seen(
        bob.socket.output.includes(secret),
        secret,
        'it came in the own terminal, not in the other’s',
      );
    },
  ),
  attempt(
    'keep a neighbour from watching files (inotify instances)',
    'a limit high enough that memory ends first',
    async ({ ann, bob }) => {
      const takeOne = perl(`call('inotify_init', ${systemCall('inotify_init1')}, 0);`);
      control(
        !outcomeOf(await bob.run(takeOne), 'neighbour').blocked,
        'the neighbour watches files before',
      );
      // A process has some ten thousand files at most: several of them take what there is.
      const hold = perl(`
      pipe(my $told, my $tell);
      for (1 .. 4) {
        next if fork;
        my $count = 0;
        $count++ while $count < 12000 && syscall(${systemCall('inotify_init1')}, 0) >= 0;
        open STDIN, '<', '/dev/null'; open STDOUT, '>', '/dev/null'; open STDERR, '>', '/dev/null'; $0 = 'inotify-hold';
        syswrite $tell, "$count\\n"; close $tell; sleep 30; exit;
      }
      close $tell; my $sum = 0; for (1 .. 4) { $sum += <$told> } print "took $sum\\n";`);
      const took = await ann.run(hold);
      const after = outcomeOf(await bob.run(takeOne), 'neighbour');
      await ann.run(['pkill', '-f', 'inotify-hold']);
      return seen(
        after.blocked,
        `${took.output.trim()}; then the neighbour: ${after.evidence}`,
        `the attacker ${took.output.trim()}; the neighbour still has some`,
      );
    },
  ),
];

function token(): string {
  return `secret-${randomBytes(16).toString('hex')}`;
}

function seen(out: boolean, how: string, otherwise: string) {
  return { blocked: !out, evidence: out ? how : otherwise };
}

function attempt(name: string, blockedBy: string, run: Attempt['run']): Attempt {
  return { topic: 'neighbours', name, blockedBy, run };
}
