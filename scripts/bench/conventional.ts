import { ownLabels } from '@drydock/sandbox/docker/host';
import type Dockerode from 'dockerode';

export interface ConventionalRequest {
  readonly docker: Dockerode;
  /** See prepareConventionalImage(). */
  readonly image: string;
  readonly instance: string;
  readonly home: string;
  /** The same as a sandbox has. */
  readonly limits: { readonly memory: number; readonly cpus: number; readonly processes: number };
  /** Of a Docker network; by default the one that the engine gives to every container. */
  readonly network?: string;
  /** As `docker run --volume` takes them. */
  readonly binds?: readonly string[];
}

/**
 * Creates, and does not start, Docker-in-Docker as others run it: root of the host in the container, and `dockerd`
 * alone, which starts its own containerd. CAP_SYS_ADMIN and CAP_NET_ADMIN with no seccomp profile stand for
 * `--privileged`, which boxes that are virtual machines of a cloud may forbid: the engine inside is the same.
 * Removed with `remove({ force: true, v: true })`, which takes its data, too.
 */
export function createConventional(request: ConventionalRequest): Promise<Dockerode.Container> {
  const { docker, image, limits, network, binds = [] } = request;
  const labels = ownLabels(request, 'build');
  return docker.createContainer({
    Image: image,
    User: '0:0',
    Labels: labels,
    Cmd: ['sh', '-c', COMMAND],
    HostConfig: {
      CapAdd: ['SYS_ADMIN', 'NET_ADMIN'],
      SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined'],
      // As in a privileged container: containers inside mount /proc anew.
      MaskedPaths: [],
      ReadonlyPaths: [],
      // Collects what the containers inside leave, as the first process of docker:dind does.
      Init: true,
      Memory: limits.memory,
      MemorySwap: limits.memory,
      NanoCpus: Math.round(limits.cpus * 1e9),
      PidsLimit: limits.processes,
      Binds: [...binds],
      Mounts: [dataVolume(labels)],
      ...(network !== undefined && { NetworkMode: network }),
    },
  });
}

/** `--privileged` mounts the cgroups writable, and without that the engine inside starts no container. */
const COMMAND =
  'for mount in $(awk \'$3 ~ /^cgroup2?$/ { print $2 }\' /proc/mounts); do mount -o remount,bind,rw "$mount" || exit 1; done; exec dockerd';

/** Without a name: it is removed with the container. */
function dataVolume(labels: Record<string, string>): Dockerode.MountSettings {
  const driver = { Name: 'local', Options: {} };
  return {
    Target: '/var/lib/docker',
    Source: '',
    Type: 'volume',
    VolumeOptions: { NoCopy: false, Labels: labels, DriverConfig: driver },
  };
}
