#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
[[ -f notes.md ]] || not_yet 'There is no notes.md in the workspace: the check needs something that has to stay out.'
[[ -f .dockerignore ]] || not_yet 'There is no .dockerignore in the workspace yet, so notes.md goes into the image.'
docker image inspect harbour > /dev/null 2>&1 || not_yet 'There is no image called harbour.'
files=$(docker run --rm --entrypoint ls harbour -A /app 2> /dev/null)
for file in notes.md Dockerfile; do
  ! grep -qx "$file" <<< "$files" || not_yet "The image has $file in /app: build again, with a .dockerignore that leaves it out."
done
for file in package.json src tsconfig.json; do
  grep -qx "$file" <<< "$files" || not_yet "The image has no $file in /app: .dockerignore leaves out too much."
done
