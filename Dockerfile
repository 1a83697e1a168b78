# The server in an image of its own, for one node or for many. Nothing in it runs as root, and nothing is kept in it:
# rooms, packs and the host key are in /data, or in Redis and PostgreSQL where those are named.

FROM node:22-slim AS build
WORKDIR /quizloop
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

FROM node:22-slim AS packages
WORKDIR /quizloop
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund
# This Node has a SQLite of its own; the package is for older ones.
RUN rm -r node_modules/@photostructure

FROM node:22-slim
ENV NODE_ENV=production
ENV QUIZLOOP_DATA=/data
WORKDIR /quizloop
COPY package.json ./
COPY --from=packages /quizloop/node_modules ./node_modules
COPY content ./content
COPY server/bin ./server/bin
COPY --from=build /quizloop/dist ./dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4555
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 4555}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "server/bin/quizloop.mjs"]
