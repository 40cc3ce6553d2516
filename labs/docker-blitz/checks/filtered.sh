#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
[[ -f alpine.txt ]] || not_yet 'There is no alpine.txt in the workspace yet.'
expected=$(docker image ls --filter 'reference=*:alpine' --format '{{.Repository}}:{{.Tag}}' | sort)
found=$(sed '/^\s*$/d' alpine.txt | sort)
[[ $found == "$expected" ]] || not_yet "alpine.txt lists “$(paste -sd ' ' <<< "$found" | cut -c 1-100)” instead of “$(paste -sd ' ' <<< "$expected")”."
