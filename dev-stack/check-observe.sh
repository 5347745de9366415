#!/usr/bin/env bash
# Checks that ./run --observe shows what it promises: the trace of an order in Zipkin with every service in it, each
# service as a target of Prometheus where that is installed, and nothing left after ./run stop.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

offset=${PORT_OFFSET:-3000}
work=$(mktemp -d)

clean_up() {
    ./run stop --port-offset "$offset" >/dev/null
    rm -rf "$work"
}
trap clean_up EXIT

fail() {
    echo "FAILED: $1" >&2
    exit 1
}

at() { echo "http://127.0.0.1:$(($1 + offset))"; }

# Repeats a command until its output has every one of the words.
await() {
    local output word missing deadline=$((SECONDS + 60))
    while true; do
        output=$($1 || true)
        missing=
        for word in "${@:2}"; do
            [[ $output == *"$word"* ]] || missing=$word
        done
        [ -n "$missing" ] || return 0
        [ "$SECONDS" -lt "$deadline" ] || fail "no $missing in: $output"
        sleep 0.5
    done
}

services=(api-gateway order-service customer-service order-history-service outbox-relay)
./run --observe --detach --port-offset "$offset" </dev/null | tee "$work/run.txt"
grep -q "Traces:  $(at 9411)/zipkin/" "$work/run.txt" || fail "./run names no address of traces"

token=$(curl -s "$(at 8085)/token" -u demo:demo -d grant_type=client_credentials | sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p')
trace=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
post() {
    curl -sf "$(at 8080)/api/$1" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
        -H "Idempotency-Key: $trace" -H "traceparent: 00-$trace-b7ad6b7169203331-01" -d "$2" | sed -n 's/^{"id":"\([^"]*\)".*/\1/p'
}
customer=$(post customers '{"name":"Ada","email":"ada@example.org","creditLimit":{"amount":"100.00","currency":"EUR"}}')
post orders '{"customerId":"'"$customer"'","lines":[{"sku":"tea","quantity":1,"unitPrice":{"amount":"10.00","currency":"EUR"}}]}' >/dev/null

await "curl -s $(at 9411)/api/v2/trace/$trace" "${services[@]/#/\"serviceName\":\"}"
echo "  the trace of an order is in Zipkin, with every service"

if command -v prometheus >/dev/null; then
    await "curl -s $(at 9490)/api/v1/query?query=up==1" "${services[@]/#/\"job\":\"}"
    await "curl -s $(at 9490)/api/v1/rules" ServiceDown OutboxRelayLag
    echo "  Prometheus scrapes every service and has the rules"
fi

./run stop --port-offset "$offset" >/dev/null
for port in 9411 4318 9490; do
    ! curl -s -o "$work/answer" "$(at "$port")" || fail "port $((port + offset)) is still open"
done
echo "  nothing is left"
