package dev.millrace.__name__.api;

import dev.millrace.__name__.domain.__Name__;
import java.time.Instant;
import java.util.UUID;

/** An aggregate as the REST API returns it. */
public record __Name__View(UUID id, String name, Instant createdAt) {
    static __Name__View of(__Name__ found) {
        return new __Name__View(found.id(), found.name(), found.createdAt());
    }
}
