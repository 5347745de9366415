package dev.millrace.customers.api;

import dev.millrace.chassis.money.MoneyInput;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.CodePointLength;

/** Body of {@code POST /customers}. */
public record RegisterCustomer(
        @NotBlank
        @CodePointLength(max = 200)
        @Pattern(regexp = "\\P{Cntrl}*", message = "must not contain control characters")
        String name,

        @NotBlank @CodePointLength(max = 254) @Email String email,
        @NotNull @Valid MoneyInput creditLimit) {}
