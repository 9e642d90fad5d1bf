#!/bin/sh
# Does the process of this container do its work? Exit code 0 or not. Run by the image's HEALTHCHECK and by Kubernetes.
# An API answers HTTP; a worker touches a folder every five seconds (src/process/sign-of-life.ts).

api_is_ready() {
  node -e "fetch('http://127.0.0.1:${PORT:-8000}/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"
}

worker_is_alive() {
  test -n "$(find "${TMPDIR:-/tmp}" -maxdepth 1 -name 'postledger-worker-*' -mmin -1)"
}

case ${ROLE:-all} in
  api) api_is_ready ;;
  worker) worker_is_alive ;;
  *) api_is_ready && worker_is_alive ;;
esac
