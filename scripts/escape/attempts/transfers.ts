import { randomBytes } from 'node:crypto';
import { type Attempt, control } from '../attempt.ts';
import type { Learner } from '../learner.ts';
import { shell } from '../script.ts';

const CHECKED =
  'the path is resolved in the sandbox and refused when it leads out of the workspace';

/** Files that are uploaded, downloaded, moved and deleted. */
export const transfers: readonly Attempt[] = [
  attempt('download a file of the host or another learner', CHECKED, async (range) => {
    const { ann, bob, canary } = range;
    const own = word();
    await ann.run(
      shell(`echo ${own} > mine; ln -sfn ${canary.path} out; ln -sfn ${canary.folder} folder-out`),
    );
    const mine = await get(ann, ann.session, 'file', 'mine');
    control(mine.includes(own), 'a file of the workspace is downloaded');
    await bob.run(shell(`echo ${canary.secret} > of-bob`));
    const paths = ['out', 'folder-out', canary.path, `../..${canary.path}`, 'x\0', 'folder-out/x'];
    const got = [
      ...(await Promise.all(paths.map((path) => get(ann, ann.session, 'file', path)))),
      ...(await Promise.all(paths.map((path) => get(ann, ann.session, 'archive', path)))),
      await get(ann, bob.session, 'file', 'of-bob'),
      await get(ann, bob.session, 'archive', '.'),
    ];
    const bad = got.find((answer) => !/^4\d\d /.test(answer) || answer.includes(canary.secret));
    return { blocked: bad === undefined, evidence: `${got.length} tries, all are refused` };
  }),
  attempt('upload over a file of the host or another learner', CHECKED, async (range) => {
    const { ann, bob, canary, host } = range;
    const own = word();
    const made = await put(ann, ann.session, 'uploaded', own);
    const { output } = await ann.run(['cat', 'uploaded']);
    control(made === 204 && output.includes(own), 'a file is uploaded into the workspace');
    await ann.run(shell(`ln -sfn ${canary.path} up; ln -sfn ${canary.folder} folder-up`));
    await bob.run(shell('echo of-bob > kept'));
    const places = ['up', 'folder-up/canary', canary.path, `../..${canary.path}`, 'folder-up/new'];
    const answers = await Promise.all(places.map((path) => put(ann, ann.session, path, own)));
    answers.push(await put(ann, bob.session, 'kept', own));
    const kept = await bob.run(['cat', 'kept']);
    const left = await host.output('sh', '-c', `cat ${canary.folder}/*`);
    return {
      blocked:
        answers.every((status) => status >= 400) &&
        kept.output.includes('of-bob') &&
        left.includes(canary.secret) &&
        !left.includes(own),
      evidence: `answers ${answers.join(', ')}; the host’s file is as it was`,
    };
  }),
  attempt('move or delete files of the host through a link', CHECKED, async (range) => {
    const { ann, canary, host } = range;
    await ann.run(
      shell(
        `mkdir -p tree/deep; ln -sfn ${canary.folder} tree/deep/link; ln -sfn ${canary.folder} away; ln -sfn / root-link; echo x > loose`,
      ),
    );
    const ask = ann.socket.ask.bind(ann.socket);
    await ask(
      { type: 'file.delete', path: `away${canary.path.slice(canary.folder.length)}` },
      'file.deleted',
    );
    await ask({ type: 'file.delete', path: canary.path }, 'file.deleted');
    await ask({ type: 'file.move', from: 'loose', to: 'away/loose' }, 'file.moved');
    await ask({ type: 'file.move', from: `root-link${canary.path}`, to: 'stolen' }, 'file.moved');
    await ask({ type: 'folder.create', path: 'away/folder' }, 'folder.created');
    const gone = await ask({ type: 'file.delete', path: 'tree' }, 'file.deleted');
    control(
      gone.type === 'file.deleted',
      'a folder of the workspace is deleted, with the link in it',
    );
    const left = await host.output('sh', '-c', `ls ${canary.folder}; cat ${canary.path}`);
    return {
      blocked: left.includes(canary.secret) && !/loose|folder$/m.test(left),
      evidence: 'the link went with its folder; the host’s files are as they were',
    };
  }),
];

async function get(
  learner: Learner,
  session: string,
  what: 'file' | 'archive',
  path: string,
): Promise<string> {
  const query = new URLSearchParams({ path });
  const answer = await learner.fetch(`/api/sessions/${session}/${what}?${query}`);
  return `${answer.status} ${await answer.text()}`;
}

async function put(learner: Learner, session: string, path: string, body: string): Promise<number> {
  const query = new URLSearchParams({ path, replace: 'yes' });
  const answer = await learner.fetch(`/api/sessions/${session}/file?${query}`, {
    ...{ method: 'PUT', body },
  });
  await answer.arrayBuffer();
  return answer.status;
}

function word(): string {
  return `word-${randomBytes(12).toString('hex')}`;
}

function attempt(name: string, blockedBy: string, run: Attempt['run']): Attempt {
  return { topic: 'files', name, blockedBy, run };
}
