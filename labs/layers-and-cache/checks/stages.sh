#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
docker image inspect harbour:lean > /dev/null 2>&1 || not_yet 'There is no image called harbour:lean yet.'
files=$(docker run --rm --entrypoint ls harbour:lean /app /app/node_modules 2> /dev/null)
grep -qx dist <<< "$files" || not_yet 'harbour:lean has no /app/dist: COPY --from=build has to bring it.'
grep -qx express <<< "$files" || not_yet 'harbour:lean has no express in /app/node_modules: the last stage has to install it.'
! grep -qx typescript <<< "$files" || not_yet 'harbour:lean still has the compiler: typescript is in its /app/node_modules.'
container=$(docker ps --filter publish=3000 --format '{{.Names}}' | head -n 1)
[[ -n $container ]] || not_yet 'No running container publishes port 3000.'
answer=$(curl -sS --max-time 5 --retry 3 --retry-all-errors --retry-delay 1 http://localhost:3000/ 2> /dev/null) ||
  not_yet "Container $container publishes port 3000, but nothing answers there: see “docker logs $container”."
[[ $answer == 'In the harbour: '* ]] || not_yet "Port 3000 answers “${answer:0:60}” instead of “In the harbour: ...”."
