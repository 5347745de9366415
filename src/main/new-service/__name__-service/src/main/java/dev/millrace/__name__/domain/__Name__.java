package dev.millrace.__name__.domain;

import dev.millrace.__name__.domain.__Name__Event.__Name__Created;
import dev.millrace.__name__.domain.__Name__Event.__Name__Renamed;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The aggregate: one transaction changes one of it. A change returns the event to publish. */
@Entity
@Table(name = "__name__")
public class __Name__ {
    @Id
    private UUID id;

    private String name;

    private @Nullable String owner;

    @Version
    private long version;

    @Column(name = "created_at")
    private Instant createdAt;

    protected __Name__() {}

    private __Name__(UUID id, String name, @Nullable String owner) {
        this.id = id;
        this.name = name;
        this.owner = owner;
        this.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS); // the precision of PostgreSQL
    }

    /** A new aggregate with its event. */
    public record Created(__Name__ aggregate, __Name__Created event) {}

    /** @param owner subject of the user to whom it belongs; null when a clerk creates it */
    public static Created create(UUID id, String name, @Nullable String owner) {
        __Name__ created = new __Name__(id, name, owner);
        return new Created(created, new __Name__Created(id, name, owner, created.createdAt));
    }

    /** Empty when it has the name already. */
    public Optional<__Name__Renamed> rename(String newName) {
        if (name.equals(newName)) {
            return Optional.empty();
        }
        String former = name;
        name = newName;
        return Optional.of(new __Name__Renamed(id, newName, former));
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** Null when it belongs to no user. */
    public @Nullable String owner() {
        return owner;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
