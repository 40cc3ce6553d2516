#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
policy=$(docker container inspect -f '{{.HostConfig.RestartPolicy.Name}}' clock 2> /dev/null) || not_yet 'There is no container called clock.'
[[ $policy == unless-stopped ]] || not_yet "The restart policy of the clock is “$policy”, not “unless-stopped”."
count=$(docker container inspect -f '{{.RestartCount}}' clock)
((count > 0)) || not_yet 'The policy is set, but the clock has not ended yet: let it crash from inside.'
[[ $(docker container inspect -f '{{.State.Status}}' clock) == running ]] || not_yet 'The clock is not running.'
