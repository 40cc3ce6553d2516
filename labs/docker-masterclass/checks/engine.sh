#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
[[ -f engine.txt ]] || not_yet 'There is no engine.txt in the workspace yet.'
expected=$(docker version --format '{{.Server.Version}}')
found=$(head -n 1 engine.txt)
[[ $found == "$expected" ]] || not_yet "engine.txt says “${found:0:60}”, and the engine says that it is $expected."
