#!/bin/bash
set -eu
cat > Dockerfile << 'END'
FROM node:20-slim AS build
WORKDIR /app
COPY package.json ./
RUN --mount=type=cache,target=/root/.npm npm install --prefer-offline
COPY . .
RUN npm run build

FROM node:20-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json ./
RUN --mount=type=cache,target=/root/.npm npm install --prefer-offline --omit=dev
COPY --from=build /app/dist ./dist
CMD ["node", "dist/server.js"]
END
docker build -t harbour:lean .
npm_version=1.1.0; sed -i "s/\"version\": \".*\"/\"version\": \"$npm_version\"/" package.json
docker build --network=none -t harbour:lean .
