#!/bin/bash
set -eu
cat > Dockerfile << 'END'
FROM node:20-slim AS build
WORKDIR /app
COPY package.json ./
RUN npm install
COPY . .
RUN npm run build

FROM node:20-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json ./
RUN npm install --omit=dev
COPY --from=build /app/dist ./dist
CMD ["node", "dist/server.js"]
END
docker build -t harbour:lean .
docker run -d --name harbour -p 3000:3000 harbour:lean
