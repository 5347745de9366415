package dev.millrace.chassis.security;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AccessTest {
    @Test
    void shouldCoverOwnThingsOnlyUnlessItIsToAll() {
        assertThat(Access.toOwn("alice").covers("alice")).isTrue();
        assertThat(Access.toOwn("alice").covers("bob")).isFalse();
        assertThat(Access.toOwn("alice").covers(null)).isFalse();
        assertThat(Access.toAll().covers("bob")).isTrue();
        assertThat(Access.toAll().covers(null)).isTrue();
    }
}
