import type { HubLogin } from '@drydock/protocol';
import { control } from './attempt.ts';
import type { Learner } from './learner.ts';
import { shell } from './script.ts';

export interface HubRequest {
  readonly method?: string;
  /** Default: the registry’s. */
  readonly host?: string;
  readonly path: string;
  readonly token?: string | undefined;
  readonly login?: Pick<HubLogin, 'username' | 'password'>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HubAnswer {
  readonly status: number;
  readonly text: string;
}

/** Speaks to the hub from inside of a sandbox, by Docker Hub’s names. */
export async function askHub(learner: Learner, request: HubRequest): Promise<HubAnswer> {
  const { method = 'GET', host = 'registry-1.docker.io', path, token, login, body } = request;
  const headers = { ...request.headers, ...(token && { authorization: `Bearer ${token}` }) };
  const words = [
    ...['--silent', '--show-error', '--include', '--max-time', '15', '--request', method],
    ...Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
    ...(login ? ['--user', `${login.username}:${login.password}`] : []),
    ...(body === undefined ? [] : ['--data-binary', body]),
    `https://${host}${path}`,
  ];
  const { output } = await learner.run(['curl', ...words]);
  const status = Number(/^HTTP\/\S+ (\d{3})/.exec(output)?.[1]);
  control(status > 0, `the hub answers: ${output.slice(0, 200)}`);
  return { status, text: output };
}

/** A token for a scope, as the token service gives it; undefined when it gives none. */
export async function tokenFor(
  learner: Learner,
  scope: string,
  login: Pick<HubLogin, 'username' | 'password'> = learner.hub,
): Promise<string | undefined> {
  const path = `/token?service=registry.docker.io&scope=${encodeURIComponent(scope)}`;
  const { text } = await askHub(learner, { host: 'auth.docker.io', path, login });
  return /"token":"([^"]+)"/.exec(text)?.[1];
}

/** Whether a push to a repository would be let in: an upload is begun, and left. */
export async function mayPush(
  learner: Learner,
  repository: string,
  token: string | undefined,
): Promise<HubAnswer> {
  return askHub(learner, {
    method: 'POST',
    path: `/v2/${repository}/blobs/uploads/`,
    token,
    body: '',
  });
}

/** Pushes a small image of the learner’s own by their engine. */
export async function pushOwn(learner: Learner, repository: string): Promise<void> {
  const { username, password } = learner.hub;
  const { code, output } = await learner.run(
    shell(
      `docker login --username ${username} --password ${password} && docker tag alpine ${repository} && docker push ${repository}`,
    ),
  );
  control(code === 0, `the owner pushes ${repository}: ${output.slice(-200)}`);
}
