import type { PortCondition } from '../condition-parts.ts';
import type { Reason } from '../reason.ts';
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
  if (!answer) return no(silent(port, who));
  const at = path === '/' ? { en: '', ja: '' } : { en: ` at ${path}`, ja: `の ${path} ` };
  const but = {
    en: `Port ${port} answers${at.en}, but`,
    ja: `ポート ${port} ${at.ja}は応答しますが、`,
  };
  const fits =
    status === undefined ? answer.status >= 200 && answer.status < 400 : answer.status === status;
  if (!fits) {
    const says = quoted(answer.body);
    return no({
      en: `${but.en} with status ${answer.status}; expected ${status ?? 'one from 200 to 399'}: it says ${says.en}.`,
      ja: `${but.ja}ステータスが ${answer.status} です。${status === undefined ? '200 から 399 までのどれか' : `${status} `}が必要です。応答の内容は${says.ja}です。`,
    });
  }
  const missing = body?.find((sought) => !readText(sought).found(answer.body));
  if (missing !== undefined) {
    const [found, expected] = [quoted(answer.body), quoted(missing)];
    return no({
      en: `${but.en} with another text: found ${found.en}; expected ${expected.en}.`,
      ja: `${but.ja}内容が違います。応答の内容は${found.ja}です。${expected.ja}が必要です。`,
    });
  }
  return yes({ en: `Port ${port} answers.`, ja: `ポート ${port} は応答します。` });
}

/** `who` publishes the port. */
function silent(port: number, who: string | undefined): Reason {
  return who === undefined
    ? {
        en: `No running container publishes port ${port}, and nothing else answers there.`,
        ja: `実行中のコンテナでポート ${port} を公開しているものはなく、ほかに応答するものもありません。`,
      }
    : {
        en: `The container ${who} publishes port ${port}, but nothing answers there: see “docker logs ${who}”.`,
        ja: `コンテナ ${who} はポート ${port} を公開していますが、何も応答しません。「docker logs ${who}」を見てください。`,
      };
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
