package dev.millrace.devstack.newservice;

import dev.millrace.devstack.process.Command;
import dev.millrace.devstack.process.ProcessFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** That what is made builds, starts and passes its tests is checked by {@code .ci/new-service}. */
class NewServiceCommandTest {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void shouldEnterTheServiceWhereverCustomerServiceIsWhenPreparedInThisCheckout() {
        Checkout made = NewServiceCommand.prepare(CHECKOUT, "stock");
        assertThat(made.read("pom.xml")).contains("<module>stock-service</module>");
        assertThat(made.read("stock-service/src/main/resources/application.properties"))
                .contains("quarkus.http.port=8086", "quarkus.management.port=9086", "topic=stock.commands")
                .doesNotContain("__");
        assertThat(made.read("k8s/base/containers/stock-service.yaml"))
                .contains("containerPort: 8086", "stock-service-instances", "5432/stock?")
                .doesNotContain("customer", "order-service");
        assertThat(made.read("k8s/base/platform/postgres.yaml"))
                .contains("hostssl stock stock_service all", "hostssl orders,customers,stock outbox_relay all");
        assertThat(made.read("k8s/base/platform/kafka-users.yaml"))
                .contains("name: stock-service", "{type: topic, name: stock.events, patternType: literal}");
        assertThat(made.read("k8s/base/platform/outbox-relay.yaml"))
                .containsOnlyOnce("name: RELAY_SOURCES_STOCK_JDBC_URL")
                .containsOnlyOnce("name: RELAY_SOURCES_STOCK_PASSWORD");
        assertThat(made.read("k8s/overlays/lag/scaled.yaml"))
                .contains("consumerGroup: stock-service", "topic: stock.commands")
                .containsOnlyOnce("  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: stock-service}");
    }

    @Test
    void shouldMakeAProjectWithTheVersionsOfThisOneWhenItIsOutside(@TempDir Path directory) {
        Checkout made = NewServiceCommand.prepareOutside(CHECKOUT, directory.resolve("shelf"), "shelf");
        assertThat(made.read("pom.xml"))
                .contains("<artifactId>shelf-service</artifactId>", "<artifactId>chassis-eventing</artifactId>")
                .containsPattern("<quarkus.version>3\\.[0-9.]+</quarkus.version>")
                .doesNotContain("__");
        made.write();
        assertThat(directory.resolve("shelf/src/main/java/dev/millrace/shelf/domain/Shelf.java"))
                .exists();
        assertThatThrownBy(() -> NewServiceCommand.prepareOutside(CHECKOUT, directory.resolve("shelf"), "shelf"))
                .isInstanceOf(ProcessFailed.class)
                .hasMessageContaining("exists already");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Stock", "stock-level", "x", "1st", "stock/../x"})
    void shouldRefuseANameThatCannotBeAPackageADatabaseAndATopic(String name) {
        assertThatThrownBy(() -> NewServiceCommand.prepare(CHECKOUT, name))
                .isInstanceOf(ProcessFailed.class)
                .hasMessageContaining("one word");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    order         | a module order-service already exists
                    history       | the gateway already has a package 'history'
                    relay         | dev.millrace.relay is already a package of outbox-relay
                    group         | 'group' is a reserved word
                    switch        | 'switch' is a reserved word
                    version       | uses a type Version
                    customercare  | contains 'customer'
                    """)
    void shouldSayWhatHasTheNameWhenItIsTaken(String name, String reason) {
        assertThatThrownBy(() -> NewServiceCommand.prepare(CHECKOUT, name))
                .isInstanceOf(ProcessFailed.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("Choose another name");
    }

    @Test
    void shouldChangeNothingWhenAFileHasUncommittedChanges(@TempDir Path root) throws IOException {
        Path file = Files.writeString(root.resolve("pom.xml"), "committed");
        git(root, "init", "-q");
        git(root, "add", "pom.xml");
        git(root, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "first");
        Checkout checkout = new Checkout(root);
        checkout.change("pom.xml", "by the command");

        Files.writeString(file, "by the developer");
        assertThatThrownBy(checkout::write)
                .isInstanceOf(ProcessFailed.class)
                .hasMessageContainingAll("commit or stash", "pom.xml");
        assertThat(file).hasContent("by the developer");

        Files.writeString(file, "committed");
        assertThat(checkout.write()).isOne();
        assertThat(file).hasContent("by the command");
    }

    private static void git(Path root, String... arguments) {
        Command.run(
                "prepare a repository",
                Stream.concat(Stream.of("git", "-C", root.toString()), Stream.of(arguments))
                        .toList(),
                "");
    }
}
