package io.zkwire.agent.core;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes orders through a socket in the user's private directory, so that {@code status} and {@code
 * detach} need not load the agent again. An order is one line; the answer is an outcome.
 */
final class Control implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Control.class);
  private static final int LONGEST = 4096;

  private final AgentCore core;
  private final Path path;
  private final ServerSocketChannel server;
  private volatile boolean closed;

  private Control(AgentCore core, Path path, ServerSocketChannel server) {
    this.core = core;
    this.path = path;
    this.server = server;
  }

  /** Listens; null where that cannot be: then orders come by loading the agent. */
  static @Nullable Control start(AgentCore core) {
    try {
      Path path = Places.directory().resolve(ProcessHandle.current().pid() + ".sock");
      Files.deleteIfExists(path); // of an earlier process of that number
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(path));
      path.toFile().deleteOnExit();
      Control control = new Control(core, path, server);
      Worker.thread("zkwire-agent-control", control::listen).start();
      return control;
    } catch (IOException | UnsupportedOperationException e) {
      LOG.warn("no control socket: status and detach will load the agent again", e);
      return null;
    }
  }

  private void listen() {
    while (!closed) {
      try (SocketChannel client = server.accept()) {
        String answer = core.obey(order(client)).text();
        ByteBuffer out = StandardCharsets.UTF_8.encode(answer);
        while (out.hasRemaining()) {
          client.write(out);
        }
      } catch (IOException e) {
        if (!closed) {
          LOG.warn("an order was not heard to its end", e);
        }
      }
    }
  }

  private static String order(SocketChannel client) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(LONGEST);
    while (in.hasRemaining() && client.read(in) >= 0) {
      if (in.position() > 0 && in.get(in.position() - 1) == '\n') {
        break;
      }
    }
    in.flip();
    return StandardCharsets.UTF_8.decode(in).toString().strip();
  }

  @Override
  public void close() {
    closed = true;
    try {
      server.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.warn("the control socket {} stays", path, e);
    }
  }
}
