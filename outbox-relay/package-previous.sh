#!/usr/bin/env bash
# Packages the relay of an earlier commit and prints the directory of its quarkus-app. Without an argument: of the last
# release, or, while there is none, of the commit before the last change of the relay's main sources.
# Exit code 3: the commit is not in this clone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

missing() {
    echo "The commit of an earlier relay is not in this clone${1:+ ($1)}; fetch it with: git fetch --unshallow --tags" >&2
    exit 3
}

last_release() { git describe --tags --abbrev=0 --match 'v*' HEAD^ 2>/dev/null; }

before_last_change() {
    local change
    change=$(git rev-list -1 HEAD -- outbox-relay/src/main 2>/dev/null) && [ -n "$change" ] && echo "$change^"
}

wanted=${1:-$(last_release || before_last_change)} || missing
commit=$(git rev-parse --verify --quiet "$wanted^{commit}") || missing "$wanted"

directory=$PWD/outbox-relay/target/previous-relay/$commit
if [ ! -e "$directory/quarkus-app/quarkus-run.jar" ]; then
    mkdir -p "$directory"
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    git archive "$commit" | tar -x -C "$work"
    # Without static analysis, which that commit has had: another option of the compiler is in its place.
    (cd "$work" && ./mvnw -B -ntp -q -T 2 package -pl outbox-relay -am -Dmaven.test.skip -Dspotless.check.skip \
        -Dcompiler.errorprone=-Xdiags:compact) >&2
    mv "$work/outbox-relay/target/quarkus-app" "$directory"
fi
echo "$directory/quarkus-app"
