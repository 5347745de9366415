package dev.millrace.customers.api;

import dev.millrace.customers.CustomerServiceTest;
import dev.millrace.devstack.checks.RefusedTokens;

@CustomerServiceTest
class RefusedTokensTest extends RefusedTokens {
    RefusedTokensTest() {
        super("/customers");
    }
}
