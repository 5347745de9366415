package dev.millrace.customers.api;

import dev.millrace.customers.CustomerServiceTest;
import dev.millrace.testsupport.checks.RefusedTokens;

@CustomerServiceTest
class RefusedTokensTest extends RefusedTokens {
    RefusedTokensTest() {
        super("/customers");
    }
}
