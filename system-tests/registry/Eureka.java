import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.netflix.eureka.server.EnableEurekaServer;

/** Netflix Eureka alone; run from its source. */
@EnableAutoConfiguration
@EnableEurekaServer
public class Eureka {
    public static void main(String... args) {
        SpringApplication.run(Eureka.class, args);
    }
}
