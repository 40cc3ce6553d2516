import { join } from 'node:path';

/** Everything of Drydock's own engine is below one folder; nothing of it is anywhere else. */
export function ownEnginePaths(home: string) {
  const folder = join(home, 'engine');
  return {
    folder,
    socket: join(folder, 'docker.sock'),
    pid: join(folder, 'dockerd.pid'),
    log: join(folder, 'dockerd.log'),
    settings: join(folder, 'daemon.json'),
    data: join(folder, 'data'),
    run: join(folder, 'run'),
    containerd: {
      socket: join(folder, 'containerd.sock'),
      pid: join(folder, 'containerd.pid'),
      log: join(folder, 'containerd.log'),
      settings: join(folder, 'containerd.toml'),
      root: join(folder, 'containerd'),
      state: join(folder, 'run-containerd'),
    },
  };
}

export type OwnEnginePaths = ReturnType<typeof ownEnginePaths>;
