package dev.millrace.k8s.render;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Unknown fields, which an API server would drop silently, are errors. */
class StrictnessTest {

    @ParameterizedTest
    @EnumSource(Overlay.class)
    void shouldParseWhenEveryFieldIsKnown(Overlay overlay) {
        assertThat(overlay.manifests().workloads()).isNotEmpty();
    }

    /** A misspelt field of each model, at some depth. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "automountServiceAccountToken:",
                "readOnlyRootFilesystem:",
                "terminationGracePeriodSeconds:",
                "averageUtilization:",
                "podSelector:",
                "minAvailable:",
                "containerPort:",
                "activeDeadlineSeconds:",
                "ingressClassName:",
                "consumerGroup:",
                "deadLetterSink:",
                "contentMode:",
                "networkPolicyPeers:",
                "kraftMetadata:",
                "partitions:",
                "patternType:",
                "pg_hba:",
                "owner:",
                "portLevelMtls:",
                "principals:",
                "weight:",
                "subsets:",
            })
    void shouldRefuseWhenAFieldIsMisspelt(String field) {
        String yaml = Overlay.KNATIVE.yaml() + "---\n" + Overlay.CANARY.yaml();
        assertThat(yaml).contains(field);
        String misspelt = yaml.replaceFirst(field, field.replaceFirst("(.)(.):$", "$2$1:"));
        assertThatThrownBy(() -> Manifests.parse(misspelt)).hasMessageContaining("Unrecognized field");
    }

    @Test
    void shouldRefuseWhenTheKindIsUnknown() {
        assertThatThrownBy(() -> Manifests.parse("apiVersion: v2\nkind: Service\nmetadata: {name: a}\n"))
                .hasMessageContaining("no type for v2/Service");
    }

    @Test
    void shouldRefuseWhenAKeyIsThereTwice() {
        assertThatThrownBy(() -> Manifests.parse("apiVersion: v1\nkind: Service\nkind: Service\n"))
                .hasMessageContaining("Duplicate");
    }
}
