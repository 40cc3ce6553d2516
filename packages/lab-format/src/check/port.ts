import type { PortCondition } from '../condition-parts.ts';
import { publishing } from './containers.ts';
import { parseJson } from './json.ts';
import { broken, type Probe } from './probe.ts';
import { readText } from './text.ts';
import { no, quoted, type Verdict, yes } from './verdict.ts';

const LONGEST_ANSWER = 65_536;
/** A server that has just been started is not ready at once. */
const TRIES = '3';
const SECONDS = '5';
const LIMIT_MS = 40_000;

export async function judgePort(condition: PortCondition, probe: Probe): Promise<Verdict> {
  const { port, path, status, body } = condition;
  const containers = await publishing(probe, port);
  const answer = await ask(condition, { probe, patient: containers.length > 0 });
  const who = containers[0];
  if (!answer) {
    return no(
      who === undefined
        ? `No running container publishes port ${port}, and nothing else answers there.`
        : `The container ${who} publishes port ${port}, but nothing answers there: see “docker logs ${who}”.`,
    );
  }
  const where = `Port ${port}${path === '/' ? '' : ` answers at ${path}, but`}`;
  const but = path === '/' ? `${where} answers, but` : where;
  const fits =
    status === undefined ? answer.status >= 200 && answer.status < 400 : answer.status === status;
  if (!fits) {
    return no(
      `${but} with status ${answer.status}; expected ${status ?? 'one from 200 to 399'}: it says ${quoted(answer.body)}.`,
    );
  }
  const missing = body?.find((sought) => !readText(sought).found(answer.body));
  if (missing !== undefined) {
    return no(
      `${but} with another text: found ${quoted(answer.body)}; expected ${quoted(missing)}.`,
    );
  }
  return yes(`Port ${port} answers.`);
}

/** Undefined when nothing answers by HTTP. */
async function ask(
  { port, path, send }: PortCondition,
  { probe, patient }: { readonly probe: Probe; readonly patient: boolean },
): Promise<{ readonly status: number; readonly body: string } | undefined> {
  const result = await probe.exec({
    command: [
      ...['curl', '--silent', '--show-error', '--globoff', '--max-time', SECONDS],
      ...(patient ? ['--retry', TRIES, '--retry-all-errors', '--retry-delay', '1'] : []),
      ...(send === undefined ? [] : ['--data-raw', send, '--header', contentType(send)]),
      ...['--write-out', '\\n%{http_code}', `http://localhost:${port}${written(path)}`],
    ],
    timeout: LIMIT_MS,
  });
  // The program itself is missing, or was ended.
  if (result.exitCode > 100) throw broken(`Port ${port} could not be asked`, result);
  const [, body = '', status] = /^(.*)\n(\d{3})$/s.exec(result.stdout) ?? [];
  if (result.exitCode !== 0 || status === undefined) return undefined;
  return { status: Number(status), body: body.slice(0, LONGEST_ANSWER) };
}

/** As curl wants it, whether the author has written `/a b` or `/a%20b`. */
function written(path: string): string {
  return encodeURI(path).replaceAll('%25', '%');
}

function contentType(text: string): string {
  return `Content-Type: ${parseJson(text) === undefined ? 'text/plain' : 'application/json'}`;
}
