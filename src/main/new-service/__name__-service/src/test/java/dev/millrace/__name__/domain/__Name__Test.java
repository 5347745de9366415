package dev.millrace.__name__.domain;

import dev.millrace.__name__.domain.__Name__Event.__Name__Renamed;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class __Name__Test {
    private final UUID id = UUID.randomUUID();
    private final __Name__.Created created = __Name__.create(id, "first", "alice");

    @Test
    void shouldReturnItsEventWhenCreated() {
        assertThat(created.event().id()).isEqualTo(id);
        assertThat(created.event().name()).isEqualTo("first");
    }

    @Test
    void shouldReturnAnEventWhenRenamedAndNoneWhenItHasTheNameAlready() {
        assertThat(created.aggregate().rename("second")).contains(new __Name__Renamed(id, "second", "first"));
        assertThat(created.aggregate().rename("second")).isEmpty();
    }
}
