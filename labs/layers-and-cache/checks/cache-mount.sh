#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
[[ -f Dockerfile ]] || not_yet 'There is no Dockerfile in the workspace.'
installs=$(grep -Eic '^RUN\s.*npm (install|ci)' Dockerfile)
mounts=$(grep -Eic '^RUN\s+--mount=type=cache,target=/root/\.npm\s.*npm (install|ci)' Dockerfile)
((mounts > 0)) || not_yet 'No RUN of the Dockerfile installs with --mount=type=cache,target=/root/.npm.'
((mounts == installs)) || not_yet "The Dockerfile installs $installs times, and only $mounts time with the cache mount."
filled=$(docker buildx du --filter type=exec.cachemount 2> /dev/null | grep -c '^[a-z0-9]\{25\}')
((filled > 0)) || not_yet 'The Dockerfile has the cache mount, and nothing is in it yet: build.'
docker image inspect harbour:lean > /dev/null 2>&1 || not_yet 'There is no image called harbour:lean.'
wanted=$(jq -r .version package.json)
found=$(docker run --rm --entrypoint cat harbour:lean /app/package.json 2> /dev/null | jq -r .version)
[[ $wanted != 1.0.0 ]] || not_yet 'package.json still has the version 1.0.0: change it, so that npm install misses the layer cache.'
[[ $found == "$wanted" ]] || not_yet "package.json has the version $wanted, and harbour:lean was built with ${found:-none}: build again."
