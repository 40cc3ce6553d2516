import type { Sandbox } from '../../driver.ts';

const IMAGE = 'drydock-test/tools';

/** An HTTP answer from a sandbox that has no image yet, no registry and no web server: in Perl, on the sandbox's own /usr. */
const SERVER = `
my $server = IO::Socket::INET->new(LocalPort => 80, Listen => 9, ReuseAddr => 1) or die $!;
while (my $client = $server->accept) {
  print {$client} "HTTP/1.0 200 OK\\r\\n\\r\\nhello from a container\\n";
  close $client;
}`;

/** Runs a container in the sandbox that answers on a port of the sandbox; the result removes it. */
export async function runWebContainer(
  sandbox: Sandbox,
  port: number,
): Promise<() => Promise<void>> {
  await importTools(sandbox);
  const name = `web-${port}`;
  const run = `docker run -d --name ${name} -p ${port}:80 -v /usr:/usr:ro ${IMAGE}`;
  await docker(sandbox, `${run} perl -MIO::Socket::INET -e "$1"`, SERVER);
  return async () => {
    await docker(sandbox, `docker rm -f ${name}`);
  };
}

/** An image in the sandbox for containers that bring the sandbox's own /usr with `-v /usr:/usr:ro`; its name. */
export async function importTools(sandbox: Sandbox): Promise<string> {
  await docker(sandbox, `tar -C / -c bin lib lib64 | docker import - ${IMAGE}`);
  return IMAGE;
}

async function docker(sandbox: Sandbox, line: string, ...args: string[]): Promise<void> {
  const command = ['sh', '-euc', line, 'sh', ...args];
  const { exitCode, stderr } = await sandbox.exec({ command });
  if (exitCode !== 0) throw new Error(`${line}: ${stderr}`);
}
