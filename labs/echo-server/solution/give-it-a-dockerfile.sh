#!/bin/bash
set -eu
cat > Dockerfile << 'DOCKERFILE'
FROM node:20-slim
WORKDIR /usr/src/app
COPY package.json ./
RUN npm install --omit=dev
COPY index.js ./
EXPOSE 3000
CMD ["node", "index.js"]
DOCKERFILE
printf '%s\n' node_modules .git '*.log' > .dockerignore
