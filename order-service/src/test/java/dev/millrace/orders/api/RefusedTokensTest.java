package dev.millrace.orders.api;

import dev.millrace.orders.OrderServiceTest;
import dev.millrace.testsupport.checks.RefusedTokens;

@OrderServiceTest
class RefusedTokensTest extends RefusedTokens {
    RefusedTokensTest() {
        super("/orders");
    }
}
