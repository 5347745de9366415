package dev.millrace.history.api;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** Runs the inherited tests against the packaged service: jar or native binary. */
@QuarkusIntegrationTest
class SearchResourceIT extends SearchResourceTest {}
