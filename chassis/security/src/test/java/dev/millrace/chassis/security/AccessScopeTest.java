package dev.millrace.chassis.security;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AccessScopeTest {
    @Test
    void shouldCoverOwnThingsOnlyUnlessItIsToAll() {
        assertThat(AccessScope.toOwn("alice").covers("alice")).isTrue();
        assertThat(AccessScope.toOwn("alice").covers("bob")).isFalse();
        assertThat(AccessScope.toOwn("alice").covers(null)).isFalse();
        assertThat(AccessScope.toAll().covers("bob")).isTrue();
        assertThat(AccessScope.toAll().covers(null)).isTrue();
    }
}
