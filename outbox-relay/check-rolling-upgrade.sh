#!/usr/bin/env bash
# Checks that a rolling upgrade loses and doubles nothing: packages the relay of an earlier commit (package-previous.sh
# says which) and this one, and lets them take over from each other, by SIGTERM and by kill -9, under a service that writes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
previous=$(outbox-relay/package-previous.sh "$@")
exec ./mvnw -B -ntp -q verify -pl outbox-relay -am -Dprevious.relay="$previous" -Dtest=NoSuchTest \
    -Dit.test=RollingUpgradeIT -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
