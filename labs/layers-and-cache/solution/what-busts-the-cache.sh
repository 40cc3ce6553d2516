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
ARG REVISION
LABEL org.opencontainers.image.revision=$REVISION
CMD ["node", "dist/server.js"]
END
docker build --build-arg REVISION=c3 -t harbour:lean .
docker build --build-arg REVISION=d4 -t harbour:lean .
