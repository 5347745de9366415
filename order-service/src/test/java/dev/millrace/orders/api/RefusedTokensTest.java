package dev.millrace.orders.api;

import dev.millrace.devstack.checks.RefusedTokens;
import dev.millrace.orders.OrderServiceTest;

@OrderServiceTest
class RefusedTokensTest extends RefusedTokens {
    RefusedTokensTest() {
        super("/orders");
    }
}
