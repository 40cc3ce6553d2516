import { fileFound, LONGEST_FILE, type ReadFile } from './file.ts';
import type { Image } from './images.ts';
import type { Probe } from './probe.ts';

/**
 * Puts the image's layers together, as the engine would, in a mount namespace that ends with the program: no container
 * is made for it, which the learner would see. In a user namespace, an overlay keeps its notes in user attributes. Of
 * the kernel's calls it takes the older one: the newer one has room for three layers.
 */
const MOUNT = `
set -eu
read -r _ outside _ < /proc/self/uid_map
options=lowerdir=$1
[ "$outside" = 0 ] || options=$options,userxattr
cd /var/lib/docker/overlay2
LIBMOUNT_FORCE_MOUNT2=always mount -t overlay -o "ro,$options" overlay /mnt
exec perl -e '
  my ($path, $longest) = @ARGV;
  chroot "/mnt" and chdir "/" or die "chroot: $!\\n";
  exit 83 if -d $path;
  exit 84 if !-e $path;
  exit 85 if !-f $path;
  open my $file, "<:raw", $path or die "open: $!\\n";
  read $file, my $bytes, $longest;
  binmode STDOUT;
  print $bytes;
' "$2" "$3"
`;

/** Reads files of an image. Its layers have to be on the learner's disk, as those of all images are. */
export function imageFile(probe: Probe, { GraphDriver: { Data: data } }: Image): ReadFile {
  const { UpperDir: upper, LowerDir: lower } = data ?? {};
  const folders = [...(upper ? [upper] : []), ...(lower ? lower.split(':') : [])];
  // An overlay has at least two folders below it, and its options fit into a page of memory.
  const names = folders.map((folder) => folder.replace('/var/lib/docker/overlay2/', ''));
  const layers = [...names, ...(names.length === 1 ? ['/mnt'] : [])].join(':');
  return async (path) => {
    const command = ['unshare', '--mount', 'sh', '-c', MOUNT, 'sh', layers, path, LONGEST_FILE];
    return fileFound(await probe.exec({ command }), path);
  };
}
