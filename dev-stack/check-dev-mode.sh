#!/usr/bin/env bash
# Checks, without a terminal, that the command that ./run stack prints starts a service in dev mode and that an edited
# class serves the next request. Stops what it has started and restores the edited file.
# Arguments: module, source file, path to request, text in source and response, replacement for this text.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

module=${1:-order-service}
source=${2:-order-service/src/main/java/dev/millrace/orders/api/OrdersResource.java}
path=${3:-/orders?customerId=NONE}
before=${4:-'"customerId"'}
after=${5:-'"customer"'}
offset=${PORT_OFFSET:-3000}

work=$(mktemp -d)
dev_mode=

clean_up() {
    [ -z "$dev_mode" ] || kill -TERM -- "-$dev_mode" 2>/dev/null || true
    [ -z "$dev_mode" ] || wait "$dev_mode" 2>/dev/null || true
    # Without -p: the restored file must be newer than the class that dev mode compiled from the edited one.
    [ ! -e "$work/original" ] || cp "$work/original" "$source"
    ./run stop --port-offset "$offset" >/dev/null
    rm -rf "$work"
}
trap clean_up EXIT

fail() {
    echo "FAILED: $1" >&2
    tail -n 40 "$work/dev-mode.log" >&2 || true
    exit 1
}

ask() { curl -s --max-time 60 -H "Authorization: Bearer $token" "http://127.0.0.1:$port$path" || true; }

[ -r "$source" ] && grep -q "$before" "$source" || fail "'$before' is not in $source"
./run stack --detach --port-offset "$offset" </dev/null | tee "$work/stack.txt"
command=$(grep -- "-pl $module\$" "$work/stack.txt") || fail "./run stack names no command for $module"
port=$(sed 's/.*QUARKUS_HTTP_PORT=\([0-9]*\).*/\1/' <<<"$command")

token=$(curl -s "http://127.0.0.1:$((8085 + offset))/token" -u demo:demo -d grant_type=client_credentials | sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p')

echo "Starting $module in dev mode at port $port ..."
set -m # a process group of its own, so that Maven and the service can be ended together
bash -c "$command -B -Ddebug=false" </dev/null >"$work/dev-mode.log" 2>&1 &
dev_mode=$!
set +m
SECONDS=0
until [[ $(ask) == *"$before"* ]]; do
    kill -0 "$dev_mode" 2>/dev/null || fail "dev mode ended"
    [ "$SECONDS" -lt 180 ] || fail "no answer with '$before' within 180 s, but: $(ask)"
    sleep 0.5
done
echo "  answers after $SECONDS s"

cp -p "$source" "$work/original"
sed "s/$before/$after/" "$work/original" >"$source"
sleep 2.5 # Quarkus checks for edits at most every 2 s, and has just checked
answer=$(ask)
[[ $answer == *"$after"* ]] || fail "the request after the edit was answered by the old code: $answer"
echo "  the request after the edit is answered by the new code"
