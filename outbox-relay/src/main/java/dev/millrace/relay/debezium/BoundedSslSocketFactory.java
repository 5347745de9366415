package dev.millrace.relay.debezium;

import java.io.IOException;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import org.postgresql.PGProperty;
import org.postgresql.ssl.LibPQFactory;
import org.postgresql.util.PSQLException;

/**
 * Replaces the driver's own TLS socket factory and honours its settings: certificates, modes, ciphers. The driver
 * creates it by its class name.
 */
public final class BoundedSslSocketFactory extends LibPQFactory {
    private final int longestMessage;

    /**
     * @param settings of the driver; {@code sslfactoryarg} is the number of bytes beyond which messages are shortened
     */
    public BoundedSslSocketFactory(Properties settings) throws PSQLException {
        super(settings);
        this.longestMessage = Integer.parseInt(PGProperty.SSL_FACTORY_ARG.getOrDefault(settings));
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return new BoundedSslSocket((SSLSocket) super.createSocket(socket, host, port, autoClose), longestMessage);
    }
}
