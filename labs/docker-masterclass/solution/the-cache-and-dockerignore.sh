#!/bin/bash
set -eu
sed -i 's/Echo 1.2/Echo 1.3/' src/index.js
docker build -t echo-server:1.3 .
cat > Dockerfile << 'END'
FROM node:20-slim
WORKDIR /usr/src/app
COPY package.json ./
RUN npm install --omit=dev
COPY src ./src
ENV PORT=3000
EXPOSE 3000
CMD ["node", "src/index.js"]
END
docker build -t echo-server:1.3 .
sed -i 's/Echo 1.3/Echo 1.4/' src/index.js
docker build -t echo-server:1.4 -t echo-server:latest .
cat > .dockerignore << 'END'
.git
.env
*.log
node_modules
engine.txt
END
docker build -t echo-server:1.4 -t echo-server:latest .
