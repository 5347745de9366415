package dev.millrace.testsupport.checks;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

/**
 * Rules that keep a change of an aggregate from being stored without its event. The bytecode is followed within one
 * class: through its private methods, lambdas and method references.
 */
public final class PublicationRules {
    private PublicationRules() {}

    /**
     * Each public method of the aggregate that assigns one of its fields returns an event.
     *
     * @param results the types that carry events
     * @param exempt methods whose change the next event tells
     */
    public static ArchRule changesReturnEvents(Class<?> aggregate, Set<Class<?>> results, String... exempt) {
        return methods()
                .that()
                .areDeclaredIn(aggregate)
                .and()
                .arePublic()
                .and()
                .areNotStatic()
                .should(satisfy("return the event of the change", (method, events) -> {
                    boolean told = results.stream()
                            .anyMatch(type -> method.getRawReturnType().isEquivalentTo(type));
                    if (changes(method) && !told && !Arrays.asList(exempt).contains(method.getName())) {
                        events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " changes the aggregate and returns no event"));
                    }
                }));
    }

    /**
     * Each method that changes or stores an aggregate publishes an event, too.
     *
     * @param changes such as {@code Order#cancel}; {@code Order#*} stands for all methods that assign a field
     * @param publication such as {@code OrderOutbox#publish}
     */
    public static ArchRule changesArePublished(Set<String> changes, Set<String> exempt, String publication) {
        return classes().that().areNotInterfaces().should(new ArchCondition<JavaClass>("publish what they change") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getMethods().stream()
                        .filter(method -> accesses(method).stream()
                                .anyMatch(access -> isChange(access, changes, exempt)
                                        && !access.getTargetOwner().equals(type)))
                        .filter(method -> reachable(method).stream()
                                .flatMap(unit -> accesses(unit).stream())
                                .noneMatch(access -> name(access).equals(publication)))
                        .forEach(method -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " changes an aggregate without " + publication)));
            }
        });
    }

    private static boolean isChange(JavaAccess<?> access, Set<String> changes, Set<String> exempt) {
        if (exempt.contains(name(access))) {
            return false;
        }
        String owner = access.getTargetOwner().getSimpleName();
        return changes.contains(name(access))
                || changes.contains(owner + "#*")
                        && access.getTargetOwner().getMethods().stream()
                                .filter(method -> method.getName()
                                        .equals(access.getTarget().getName()))
                                .anyMatch(PublicationRules::changes);
    }

    /** Whether the method, or one of its class that it calls, assigns a field of an instance. */
    private static boolean changes(JavaMethod method) {
        return !method.getModifiers().contains(JavaModifier.STATIC)
                && reachable(method).stream()
                        .flatMap(unit -> unit.getFieldAccesses().stream())
                        .anyMatch(access -> access.getAccessType() == JavaFieldAccess.AccessType.SET
                                && access.getTargetOwner().equals(method.getOwner()));
    }

    private static Set<JavaCodeUnit> reachable(JavaCodeUnit start) {
        Set<JavaCodeUnit> found = new HashSet<>(Set.of(start));
        Set<JavaCodeUnit> next = Set.of(start);
        while (!next.isEmpty()) {
            Set<JavaCodeUnit> further = new HashSet<>();
            next.forEach(unit -> accesses(unit).stream()
                    .filter(access -> access.getTargetOwner().equals(start.getOwner()))
                    .flatMap(access -> start.getOwner().getMethods().stream()
                            .filter(method ->
                                    method.getName().equals(access.getTarget().getName())))
                    .filter(found::add)
                    .forEach(further::add));
            next = further;
        }
        return found;
    }

    private static Set<JavaAccess<?>> accesses(JavaCodeUnit unit) {
        Set<JavaAccess<?>> accesses = new HashSet<>(unit.getMethodCallsFromSelf());
        accesses.addAll(unit.getMethodReferencesFromSelf());
        return accesses;
    }

    private static String name(JavaAccess<?> access) {
        return access.getTargetOwner().getSimpleName() + "#"
                + access.getTarget().getName();
    }

    private static ArchCondition<JavaMethod> satisfy(String description, Check check) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                check.of(method, events);
            }
        };
    }

    private interface Check {
        void of(JavaMethod method, ConditionEvents events);
    }
}
