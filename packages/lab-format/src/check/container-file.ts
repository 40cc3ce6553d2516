import { SOCKET } from './engine.ts';
import { fileFound, LONGEST_FILE, type ReadFile } from './file.ts';
import type { Probe } from './probe.ts';

/**
 * What `docker cp` reads, volumes included, of a container that runs or does not. The engine's notes on a path have a
 * mode as Go has them, in which the highest bit is for a folder; a link's target is told in terms of the container.
 */
const READ = `
set -u
archive() { curl --silent --globoff --max-time 20 --unix-socket "$4" --get --data-urlencode "path=$2" "http://engine/containers/$1/archive" "$5"; }
look() { archive "$1" "$2" "$3" "$4" --head | tr -d '\\r' | sed -n 's/^x-docker-container-path-stat: //Ip' | base64 -d; }
note=$(look "$@")
target=$(echo "$note" | jq -r '.linkTarget // empty')
if [ -n "$target" ]; then
  set -- "$1" "$target" "$3" "$4"
  note=$(look "$@")
fi
[ -n "$note" ] || exit 84
[ "$(echo "$note" | jq '.mode >= 2147483648')" = false ] || exit 83
archive "$1" "$2" "$3" "$4" --silent | tar -xO | head -c "$3"
`;

export function containerFile(probe: Probe, id: string): ReadFile {
  return async (path) => {
    const command = ['bash', '-c', READ, 'archive', id, path, LONGEST_FILE, SOCKET];
    return fileFound(await probe.exec({ command }), path);
  };
}
