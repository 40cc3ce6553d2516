#!/bin/bash
set -eu
echo 'Buy rope.' > notes.md
docker build -t harbour .
cat > .dockerignore << 'END'
*
!package.json
!tsconfig.json
!src
END
docker build -t harbour .
echo 'Paint the hull.' >> notes.md
docker build -t harbour .
