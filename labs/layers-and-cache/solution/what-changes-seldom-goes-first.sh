#!/bin/bash
set -eu
cat > Dockerfile << 'END'
FROM node:20-slim
WORKDIR /app
COPY package.json ./
RUN npm install
COPY . .
RUN npm run build
CMD ["node", "dist/server.js"]
END
docker build -t harbour .
sed -i "s/'Belgica'/'Belgica', 'Gauss'/" src/server.ts
docker build -t harbour .
