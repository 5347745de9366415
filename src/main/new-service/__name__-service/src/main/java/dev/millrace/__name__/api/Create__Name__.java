package dev.millrace.__name__.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.CodePointLength;

/** Body of {@code POST /__name__}. */
public record Create__Name__(
        @NotBlank
        @CodePointLength(max = 200)
        @Pattern(regexp = "\\P{Cntrl}*", message = "must not contain control characters")
        String name) {}
