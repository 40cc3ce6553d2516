#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
[[ -f compose.yaml ]] || not_yet 'There is no compose.yaml in the workspace yet.'
config=$(docker compose config --format json 2> /tmp/compose-problem) || not_yet "compose.yaml cannot be read: $(tail -n 1 /tmp/compose-problem)"
services=$(jq -r '.services | keys | join(" and ")' <<< "$config")
[[ $services == 'redis and web' ]] || not_yet "compose.yaml describes ${services:-nothing}, not redis and web."
[[ $(jq -r '.services.web.build // empty' <<< "$config") ]] || not_yet 'The service web has no build: it has to be built from the Dockerfile.'
published=$(jq -r '[.services.web.ports[]? | "\(.published):\(.target)"] | join(" ")' <<< "$config")
[[ $published == *5001:5000* ]] || not_yet "The service web publishes ${published:-no port}, not 5001:5000."
image=$(jq -r '.services.redis.image' <<< "$config")
[[ $image == redis:alpine ]] || not_yet "The service redis has the image $image, not redis:alpine."
