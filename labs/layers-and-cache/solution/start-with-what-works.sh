#!/bin/bash
set -eu
cat > Dockerfile << 'END'
FROM node:20-slim
WORKDIR /app
COPY . .
RUN npm install
RUN npm run build
CMD ["node", "dist/server.js"]
END
docker build -t harbour .
