import { type Attempt, control, type Outcome } from '../attempt.ts';
import type { Learner } from '../learner.ts';
import type { Range } from '../range.ts';
import { type Command, outcomeOf, shell } from '../script.ts';

const READ_ONLY = 'mounted read-only by the host; a user namespace cannot undo that';
/** Where the layers that all sandboxes share are to be seen in the machine. */
const PLACE = '/usr/lib/drydock/base-images';
const SEED = `${PLACE}/docker`;
const LAYERS = `$(ls ${SEED}/overlay2 | grep -v '^l$')`;

export const baseImages: readonly Attempt[] = [
  attempt('write to the base images that all share', async (range) => {
    const mark = `escape-${range.unique}`;
    return unlessChanged(range, {
      mark,
      command: shell(`
        for place in ${PLACE} ${PLACE}/layers ${SEED} ${SEED}/overlay2 ${SEED}/image /seed; do
          [ -e $place ] && try touch $place/${mark}
        done
        for layer in ${LAYERS}; do
          for place in ${SEED}/overlay2/$layer/diff /var/lib/docker/overlay2/$layer/diff; do try touch $place/${mark}; done
          program=$(find ${SEED}/overlay2/$layer/diff -type f -size -100k | head -n 1)
          # Opened for writing and left as it is: others may be using it.
          [ -z "$program" ] || { try bash -c ': >> $0' $program; try chmod --reference $program $program; }
        done`),
    });
  }),
  attempt('make the base images writable (remount, bind, move, overlay)', async (range) => {
    const mark = `escape-${range.unique}`;
    return unlessChanged(range, {
      mark,
      command: shell(`
        place=$(mktemp -d)
        write() { try touch $1/${mark}; }
        for seed in ${PLACE} ${SEED} $(ls -d ${SEED}/overlay2/*/diff | head -n 2) $(for layer in ${LAYERS}; do echo /var/lib/docker/overlay2/$layer/diff; done | head -n 2); do
          mount -o remount,rw $seed && write $seed
          mount -o remount,bind,rw $seed && write $seed
          mount --bind $seed $place && { mount -o remount,bind,rw $place && write $place; umount $place; }
          mount --rbind -o rw $seed $place && { write $place; umount -l $place; }
          unshare --user --map-root-user --mount bash -c "mount --bind $seed $place && mount -o remount,bind,rw $place; touch $place/${mark}"
        done 2> /dev/null
        write ${PLACE}`),
    });
  }),
  attempt(
    'write to the base images from a container (docker run -v, --privileged)',
    async (range) => {
      const mark = `escape-${range.unique}`;
      return unlessChanged(range, {
        mark,
        command: shell(`
        try docker run --rm -v ${SEED}:/x alpine touch /x/overlay2/${mark}
        try docker run --rm --privileged -v ${SEED}:/x alpine sh -c 'mount -o remount,rw /x; touch /x/overlay2/${mark}'
        for layer in $(echo "${LAYERS}" | head -n 3); do
          try docker run --rm --cap-add ALL -v /var/lib/docker/overlay2/$layer/diff:/x alpine touch /x/${mark}
        done`),
      });
    },
  ),
  attempt('change an image for others by changing it for oneself', async (range) => {
    const { ann, bob, unique } = range;
    const before = await imageOf(bob);
    control(before === (await imageOf(ann)), 'both have the same image');
    const { output } = await ann.run(
      shell(`
        docker tag alpine kept-${unique}
        docker run --name changed-${unique} alpine sh -c 'echo ${unique} > /etc/os-release; rm -f /bin/cat'
        docker commit changed-${unique} alpine
        docker run --rm alpine sh -c 'read x < /etc/os-release; echo "own: $x"'
        docker tag kept-${unique} alpine && echo RESTORED`),
    );
    control(output.includes('RESTORED'), `it was tried: ${output.slice(-200)}`);
    control(output.includes(`own: ${unique}`), `for oneself it is another: ${output.slice(-200)}`);
    const after = await imageOf(bob);
    return { blocked: before === after, evidence: 'the neighbour’s image is the same' };
  }),
  attempt('delete the base images for others', async (range) => {
    const before = await imageOf(range.bob);
    const attacker = await range.newcomer();
    // Not where it could succeed: the base images are those of the whole box.
    const writable = await attacker.run(shell(`try touch ${PLACE} ${SEED}/overlay2`));
    if (!outcomeOf(writable, 'learner').blocked) return outcomeOf(writable, 'learner');
    await attacker.run(
      shell(
        `docker rm -f $(docker ps -aq); docker rmi -f $(docker images -q); docker system prune -af --volumes; rm -rf /var/lib/docker/overlay2 ${PLACE}`,
      ),
    );
    const gone = await attacker.run(['docker', 'image', 'inspect', 'alpine']);
    control(gone.code !== 0, 'the attacker has deleted them for themselves');
    const after = await imageOf(range.bob);
    const fresh = await range.newcomer();
    const theirs = await imageOf(fresh);
    return {
      blocked: after === before && theirs === before,
      evidence: 'the neighbour and a newcomer have them as before',
    };
  }),
];

/** What was tried must neither work for the attacker nor show in another sandbox or on the host. */
async function unlessChanged(
  range: Range,
  { mark, command }: { mark: string; command: Command },
): Promise<Outcome> {
  const { ann, bob, host } = range;
  const layers = await ann.run(['ls', `${SEED}/overlay2`]);
  control(layers.code === 0 && layers.output.trim() !== '', 'base images are in place');
  const before = await imageOf(bob);
  const results = [await ann.run(command), await ann.nested(command)];
  const there = await bob.run(shell(`find ${SEED} /var/lib/docker/overlay2 -name ${mark}`));
  const onHost = await host.output('find', `/proc/${bob.pid}/root/seed`, '-name', mark);
  const shown = `${there.output}${onHost}`.trim();
  if (shown !== '') return { blocked: false, evidence: `the neighbour sees ${shown}` };
  const after = await imageOf(bob);
  if (after !== before) return { blocked: false, evidence: 'the neighbour’s image is another' };
  for (const printed of results) {
    const outcome = outcomeOf(printed, 'learner');
    if (!outcome.blocked) return outcome;
  }
  return outcomeOf(results[0] ?? { code: 1, output: '' }, 'learner');
}

/** Of what is in an image as a container sees it. */
async function imageOf(learner: Learner): Promise<string> {
  const { code, output } = await learner.run([
    ...(['docker', 'run', '--rm', '--entrypoint', 'sh', 'alpine', '-c'] as const),
    'cat /etc/os-release; ls -lR /bin /etc 2> /dev/null | grep -v hosts | grep -v resolv | grep -v hostname | grep -v mtab | grep -v "^total"',
  ]);
  control(code === 0, `a container runs: ${output.slice(0, 200)}`);
  return output.replace(/^d.*$/gm, '');
}

function attempt(name: string, run: Attempt['run']): Attempt {
  return { topic: 'base images', name, blockedBy: READ_ONLY, run };
}
