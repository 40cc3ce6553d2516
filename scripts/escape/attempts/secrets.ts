import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Attempt, control } from '../attempt.ts';
import type { Range } from '../range.ts';
import { perl, shell } from '../script.ts';

/** Of a secret only the beginning goes into the sandbox: the search must not find itself. */
const KNOWN = 12;

export const secrets: readonly Attempt[] = [
  attempt(
    'find secrets of the host or a neighbour (environment, /proc, files)',
    'no secret but the learner’s own password goes into a sandbox',
    async (range) => {
      const own = randomBytes(16).toString('hex');
      const wanted = [own, ...(await secretsOf(range))];
      const search = shell(`
        OWN_SECRET=${own} sleep 5 &
        cat > /tmp/wanted << 'END'
${wanted.map((secret) => secret.slice(0, KNOWN)).join('\n')}
END
        cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2> /dev/null | tr '\\0' '\\n' | grep -aFf /tmp/wanted
        find /run /etc /root /tmp /workspace /var/log /usr/lib/drydock /data /home /srv /opt -xdev -type f -size -200k ! -path '*/seed/*' 2> /dev/null \\
          | head -n 20000 | tr '\\n' '\\0' | xargs -0 grep -ashFf /tmp/wanted 2> /dev/null
        mount | grep -aFf /tmp/wanted; docker info 2> /dev/null | grep -aFf /tmp/wanted
        rm /tmp/wanted; echo TRIED`);
      const { output } = await range.ann.run(search);
      control(
        output.includes('TRIED') && output.includes(own),
        'a secret in an environment is found',
      );
      const found = wanted.slice(1).filter((secret) => output.includes(secret));
      return {
        blocked: found.length === 0,
        evidence:
          found.length === 0
            ? `none of ${wanted.length - 1} secrets`
            : `found ${found[0]?.slice(0, KNOWN)}...`,
      };
    },
  ),
  attempt(
    'overwrite the host’s runc while it enters the sandbox (/proc/PID/exe)',
    'what runc starts is in the parent user namespace, and the learner changes no file there',
    async (range) => {
      const path = (await range.host.output('bash', '-c', 'command -v runc')).trim();
      const sum = () => range.host.output('sha256sum', path);
      const before = await sum();
      const watch = range.ann.run(
        perl(`
          my $late = time + 4; my %seen;
          open my $enter, '>', '/usr/lib/drydock/enter' or print "enter: $!\\n";
          if ($enter) { print $enter "#!/proc/self/exe\\n"; close $enter }
          open my $ready, '>', '/tmp/watch-${range.unique}'; close $ready;
          while (time < $late) {
            for my $exe (glob '/proc/[0-9]*/exe') {
              $seen{$exe} = 1;
              my $name = readlink($exe) // 'hidden';
              next if $name !~ /runc|hidden|memfd|docker-init/;
              my $file;
              if (open $file, '+<', $exe) { print "OPENED $name\\n" if $name =~ /runc|memfd/ && !-e $name }
            }
          }
          print 'saw ', scalar(keys %seen), "\\n";`),
      );
      await untilReady(range, `/tmp/watch-${range.unique}`);
      for (let count = 0; count < 8; count += 1) {
        const entered = await range.ann.run(['readlink', '/proc/self/exe']);
        control(entered.code === 0, `commands are entered meanwhile: ${entered.output}`);
      }
      const { output } = await watch;
      const seen = Number(/saw (\d+)/.exec(output)?.[1]);
      control(seen > 8, `the attacker sees processes come: ${output}`);
      const same = before === (await sum());
      const replaced = await range.ann.run(['head', '-n', '1', '/usr/lib/drydock/enter']);
      return {
        blocked: same && !output.includes('OPENED'),
        evidence: `${seen} processes seen, runc is as before; the learner’s enter is ${replaced.output.trim()}`,
      };
    },
  ),
  attempt(
    'use what a runtime has left open (/proc/self/fd, working directory)',
    'nothing of the host is open in a process of the sandbox',
    async (range) => {
      const { path, secret } = range.canary;
      const up = '../../../../../../../../..';
      const { output } = await range.ann.run(
        shell(`
          exec 9< /workspace; [ -e /proc/self/fd/9/${up}/etc/hosts ] && echo CONTROL
          for number in $(seq 3 30); do cat /proc/self/fd/$number/${up}${path}; done
          for number in $(seq 3 12); do
            docker run --rm --workdir /proc/self/fd/$number alpine cat ${up}${path}
            docker exec --workdir /proc/self/fd/$number deep cat ${up}${path}
          done 2>&1 | tail -n 3
          echo TRIED`),
      );
      control(
        output.includes('CONTROL') && output.includes('TRIED'),
        'an open folder leads up to its root',
      );
      const exec = await range.ann.container.exec({
        Cmd: [
          '/bin/sh',
          '-c',
          `ls -l /proc/self/fd; for n in 3 4 5 6 7 8 9 10; do cat /proc/self/fd/$n/${up}${path}; done; echo TRIED`,
        ],
        User: '1000:1000',
        AttachStdout: true,
        AttachStderr: true,
        Tty: true,
      });
      let outer = '';
      for await (const bytes of await exec.start({ Tty: true })) outer += bytes;
      control(outer.includes('TRIED'), 'a command outside of the machine runs');
      const blocked = !output.includes(secret) && !outer.includes(secret);
      return { blocked, evidence: blocked ? 'none leads to the host' : 'the host’s file was read' };
    },
  ),
];

async function secretsOf({ bob, prepared, url }: Range): Promise<string[]> {
  const { pki } = prepared;
  const keys = [pki.hubKeyFile, pki.tokenKeyFile, join(dirname(pki.caCertFile), 'ca.key')];
  const texts = await Promise.all(
    // The class CA’s key may be kept nowhere at all.
    keys.map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  const lines = texts.flatMap((text) =>
    text
      .split('\n')
      .slice(1, 3)
      .filter((line) => line.length > 30),
  );
  const cookie = bob.cookie.split('=')[1] ?? '';
  control(lines.length > 0 && cookie.length > KNOWN, `the secrets of ${url} are known to the run`);
  return [...lines, cookie, bob.hub.password, bob.session];
}

async function untilReady({ ann }: Range, file: string): Promise<void> {
  const late = Date.now() + 10_000;
  while ((await ann.run(['test', '-e', file])).code !== 0) {
    control(Date.now() < late, 'the attacker watches');
  }
}

function attempt(name: string, blockedBy: string, run: Attempt['run']): Attempt {
  return { topic: 'processes', name, blockedBy, run };
}
