import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.netflix.eureka.server.EnableEurekaServer;

/** A Netflix Eureka server and nothing else; run from its source file. */
@EnableAutoConfiguration
@EnableEurekaServer
public class Eureka {
    public static void main(String... args) {
        SpringApplication.run(Eureka.class, args);
    }
}
