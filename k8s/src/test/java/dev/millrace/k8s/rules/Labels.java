package dev.millrace.k8s.rules;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.Map;
import java.util.Optional;

/** Matches label selectors like Kubernetes. */
public final class Labels {
    private Labels() {}

    public static boolean match(LabelSelector selector, Map<String, String> labels) {
        Map<String, String> present = Optional.ofNullable(labels).orElse(Map.of());
        return match(Optional.ofNullable(selector.getMatchLabels()).orElse(Map.of()), present)
                && selector.getMatchExpressions().stream().allMatch(each -> match(each, present));
    }

    static boolean match(Map<String, String> wanted, Map<String, String> labels) {
        return labels.entrySet().containsAll(wanted.entrySet());
    }

    private static boolean match(LabelSelectorRequirement requirement, Map<String, String> labels) {
        boolean present = labels.containsKey(requirement.getKey());
        return switch (requirement.getOperator()) {
            case "Exists" -> present;
            case "DoesNotExist" -> !present;
            case "In" -> present && requirement.getValues().contains(labels.get(requirement.getKey()));
            case "NotIn" -> !present || !requirement.getValues().contains(labels.get(requirement.getKey()));
            default -> throw new IllegalArgumentException("no operator " + requirement.getOperator());
        };
    }
}
