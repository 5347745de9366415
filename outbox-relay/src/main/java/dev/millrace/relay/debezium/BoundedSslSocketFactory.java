package dev.millrace.relay.debezium;

import java.io.IOException;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import org.postgresql.PGProperty;
import org.postgresql.ssl.LibPQFactory;
import org.postgresql.util.PSQLException;

/** The driver makes this by its name in place of its own, with its settings: certificates, modes, ciphers. */
public final class BoundedSslSocketFactory extends LibPQFactory {
    private final int longestMessage;

    /** @param settings the driver's, the number of bytes beyond which rows are shortened among them */
    public BoundedSslSocketFactory(Properties settings) throws PSQLException {
        super(settings);
        this.longestMessage = Integer.parseInt(PGProperty.SSL_FACTORY_ARG.getOrDefault(settings));
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return new BoundedSslSocket((SSLSocket) super.createSocket(socket, host, port, autoClose), longestMessage);
    }
}
