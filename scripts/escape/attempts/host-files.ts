import { randomBytes } from 'node:crypto';
import type { Attempt } from '../attempt.ts';
import { control } from '../attempt.ts';
import { attachDisk, type BlockDevice, deviceOf } from '../host.ts';
import type { Range } from '../range.ts';
import { outcomeOf, perl, type Scripted, scripted, shell } from '../script.ts';
import { systemCall } from '../system-calls.ts';

const USER_NAMESPACE = 'a user namespace makes no device nodes';
const DEVICES = 'the devices cgroup of the host';

export const hostFiles: readonly Attempt[] = [
  {
    topic: 'host files',
    name: 'read the host’s disk through a device node (mknod)',
    blockedBy: `${USER_NAMESPACE}; ${DEVICES}`,
    async run(range) {
      const disk = await hostDisk(range);
      const onHost = await range.host.run(readNode([disk]));
      control(onHost.output.includes(range.canary.secret), 'the host reads its disk so');
      return first(range, readNode([disk, await deviceOf(range.canary.path)]));
    },
  },
  {
    topic: 'host files',
    name: 'read the host’s disk through a node out of an image layer',
    blockedBy: `${USER_NAMESPACE}: the learner’s engine unpacks none`,
    async run(range) {
      const { major, minor } = await hostDisk(range);
      const archive = tarWithNode(major, minor).toString('base64');
      const folder = `/tmp/layer-${range.unique}`;
      const unpack = `mkdir -p ${folder} && base64 -d <<< ${archive} > ${folder}/layer.tar
        tar -x -C ${folder} -f ${folder}/layer.tar; [ -e ${folder}/disk ] && try head -c 60 ${folder}/disk`;
      const onHost = await range.host.run(shell(`${unpack}; rm -rf ${folder}`));
      control(onHost.output.includes(range.canary.secret), 'the archive holds a node of the disk');
      const name = `layer-${range.unique}`;
      const { output } = await range.ann.run(
        shell(`${unpack}
          docker import ${folder}/layer.tar ${name}
          docker create --name ${name} ${name} /x
          docker cp ${name}:/disk ${folder}/copy && try head -c 60 ${folder}/copy
          for node in /var/lib/docker/overlay2/*/diff/disk; do try head -c 60 $node; done
          docker rm ${name}; docker rmi ${name}; echo TRIED`),
      );
      return found(output, range.canary.secret);
    },
  },
  attempt({
    name: 'mount the host’s disk',
    blockedBy: `${USER_NAMESPACE}; the kernel mounts no disk for one`,
    command: () =>
      shell(`
        folder=$(mktemp -d)
        for type in devtmpfs ext4 xfs btrfs; do
          for device in /dev/vda /dev/vda1 /dev/sda /dev/sda1 /dev/nvme0n1p1 /dev/xvda1 /dev/root none; do
            [ $type = devtmpfs ] && [ $device != none ] && continue
            try mount -t $type -o ro $device $folder && umount $folder 2> /dev/null
          done
        done
        rmdir $folder`),
  }),
  {
    topic: 'host files',
    name: 'mount a file system of one’s own making (loop)',
    blockedBy: `no loop device in the sandbox; ${USER_NAMESPACE}`,
    async run(range) {
      const image = `/tmp/fs-${range.unique}.img`;
      range.atEnd(() => range.host.run(['rm', '-f', image]));
      await range.host.output('truncate', '--size', '1M', image);
      await range.host.output('mkfs.ext4', '-q', image);
      const packed = await range.host.output('bash', '-c', `gzip -c ${image} | base64 -w 0`);
      const mount = `folder=$(mktemp -d); losetup --find 2>&1
        try mount -t ext4 -o ro,loop ${image} $folder && umount $folder 2> /dev/null; rmdir $folder`;
      const onHost = await range.host.run(shell(mount));
      control(!outcomeOf(onHost, 'host').blocked, 'the host mounts the same image');
      await range.ann.run(shell(`base64 -d <<< ${packed} | gunzip > ${image}`));
      return first(range, shell(`[ -s ${image} ] || echo BROKEN; ${mount}`));
    },
  },
  {
    topic: 'host files',
    name: 'open a file of the host by its handle (open_by_handle_at)',
    blockedBy: 'seccomp profile, CAP_DAC_READ_SEARCH of the host',
    async run(range) {
      const printed = await range.host.run(handleOf(range.canary.path));
      const handle = /^handle ([0-9a-f]+)$/m.exec(printed.output)?.[1];
      control(handle !== undefined, `the canary has a handle: ${printed.output}`);
      const onHost = await range.host.run(openHandle(handle, [range.canary.folder]));
      control(
        onHost.output.includes(range.canary.secret),
        'the host opens the canary by its handle',
      );
      const mounts = ['/', '/etc/hosts', '/etc/hostname', '/workspace', '/seed', '/data'];
      return first(range, openHandle(handle, [...mounts, '/usr/lib/drydock/seed']));
    },
  },
  {
    topic: 'host files',
    name: 'give a container a folder of the host (docker run -v)',
    blockedBy: 'the learner’s engine sees the sandbox’s files and no others',
    async run(range) {
      const { folder, secret } = range.canary;
      const asked = shell(`
        docker run --rm -v ${folder}:/x alpine cat /x/canary
        docker run --rm --mount type=bind,source=${folder},target=/x alpine cat /x/canary
        docker volume create --opt type=none --opt o=bind --opt device=${folder} host-${range.unique}
        docker run --rm -v host-${range.unique}:/x alpine cat /x/canary
        docker run --rm --privileged -v /:/x alpine cat /x${folder}/canary
        echo TRIED`);
      return found((await range.ann.run(asked)).output, secret);
    },
  },
  {
    topic: 'host files',
    name: 'find a file of the host anywhere in the sandbox',
    blockedBy: 'mount namespace: nothing of the host is mounted but the sandbox’s own disks',
    async run(range) {
      const { path, secret } = range.canary;
      const command = perl(`
        my @places = ('', glob('/proc/[0-9]*/root /proc/[0-9]*/cwd /proc/[0-9]*/fd/*'));
        for my $place (@places) {
          for my $way ('', '/../../../../../../../../..') {
            my $file;
            open($file, '<', "$place$way${path}") and print <$file>;
          }
        }
        print "TRIED\\n";`);
      control((await range.host.run(command)).output.includes(secret), 'the host finds the file');
      const learner = (await range.ann.run(command)).output;
      return found(learner + (await range.ann.nested(command)).output, secret);
    },
  },
];

function attempt(options: Omit<Scripted, 'topic'>): Attempt {
  return scripted({ topic: 'host files', ...options });
}

async function first(range: Range, command: ReturnType<typeof shell>) {
  const learner = outcomeOf(await range.ann.run(command), 'learner');
  if (!learner.blocked) return learner;
  return outcomeOf(await range.ann.nested(command), 'nested container');
}

function found(output: string, secret: string) {
  control(output.includes('TRIED'), `the script ran to its end: ${output.slice(-200)}`);
  const blocked = !output.includes(secret);
  const lines = output.split('\n').filter((line) => line !== '' && line !== 'TRIED');
  return { blocked, evidence: blocked ? (lines.at(-1) ?? 'nothing was found') : secret };
}

async function hostDisk(range: Range): Promise<BlockDevice> {
  const image = `${range.canary.folder}/disk-${randomBytes(4).toString('hex')}`;
  const disk = await attachDisk(range.host, { image, text: range.canary.secret });
  range.atEnd(disk.detach);
  return disk;
}

function readNode(devices: readonly BlockDevice[]) {
  return shell(`
    for device in ${devices.map(({ major, minor }) => `'${major} ${minor}'`).join(' ')}; do
      for folder in /tmp /workspace /var/lib/docker /dev/shm /dev /run /root; do
        [ -d $folder ] || continue
        node=$folder/disk-$$
        made=$(mknod $node b $device 2>&1) || { echo "NO mknod in $folder: $made"; continue; }
        try head -c 60 $node
        rm -f $node
      done
    done`);
}

function handleOf(path: string) {
  // struct file_handle: the bytes that follow, the type, the handle; at most 128 bytes.
  return perl(`
    my $handle = pack('Ll', 128, 0) . "\\0" x 128;
    my $mount = pack('l', 0);
    my $path = '${path}';
    syscall(${systemCall('name_to_handle_at')}, -100, $path, $handle, $mount, 0) == 0 or die "$!\\n";
    print 'handle ', unpack('H*', substr $handle, 0, 8 + unpack('L', $handle)), "\\n";`);
}

function openHandle(handle: string, mounts: readonly string[]) {
  return perl(`
    my $handle = pack('H*', '${handle}');
    for my $mount (qw(${mounts.join(' ')})) {
      open(my $place, '<', $mount) or next;
      my $file = syscall(${systemCall('open_by_handle_at')}, fileno($place), $handle, 0);
      say_if("open_by_handle_at on $mount", $file >= 0, $file) or next;
      open(my $opened, '<&=', $file) or next;
      print <$opened>;
    }`);
}

/** A tar archive with one block device node `disk`. */
function tarWithNode(major: number, minor: number): Buffer {
  const header = Buffer.alloc(512);
  const octal = (value: number, width: number) => value.toString(8).padStart(width - 1, '0');
  header.write('disk', 0);
  header.write(octal(0o666, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(0, 12), 124);
  header.write(octal(0, 12), 136);
  header.write('        4', 148);
  header.write('ustar\u000000', 257);
  header.write(octal(major, 8), 329);
  header.write(octal(minor, 8), 337);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 7)}\0 `, 148);
  return Buffer.concat([header, Buffer.alloc(1024)]);
}
