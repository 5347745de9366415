package dev.millrace.chassis.money;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/** The amount has no more decimals than its currency. Valid when either is missing or invalid by itself. */
@Target(TYPE)
@Retention(RUNTIME)
@Constraint(validatedBy = CurrencyDecimals.Validator.class)
@interface CurrencyDecimals {
    String message() default "has more decimals than its currency";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Compares with {@link Money#decimals}. */
    class Validator implements ConstraintValidator<CurrencyDecimals, MoneyInput> {
        @Override
        public boolean isValid(MoneyInput money, ConstraintValidatorContext context) {
            if (money.amount() == null || Money.decimals(money.currency()).isEmpty()) {
                return true;
            }
            int allowed = Money.decimals(money.currency()).getAsInt();
            int point = money.amount().indexOf('.');
            int given = point < 0 ? 0 : money.amount().length() - point - 1;
            if (given <= allowed) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(
                            "must have at most %d decimals, as %s has".formatted(allowed, money.currency()))
                    .addPropertyNode("amount")
                    .addConstraintViolation();
            return false;
        }
    }
}
