package io.zkwire.tests.command;

import io.zkwire.ClusterView;
import io.zkwire.annotation.ClusterMember;
import io.zkwire.annotation.Members;
import io.zkwire.annotation.OnCommand;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Classes of the tests of what fails while commands are carried out. */
public final class Stalls {

  private Stalls() {}

  /** One that needs its fields for what it does. */
  @ClusterMember(group = "shops", id = "${shop}")
  public static class Peer {
    @Members("shops")
    ClusterView peers;

    @OnCommand("count")
    int count() {
      return peers.all().size();
    }
  }

  /** A member that knows one command. */
  @ClusterMember(group = "shops", id = "${shop}")
  public static class Early {
    @OnCommand("early")
    void early() {}
  }

  /** One that is bound after the member it belongs to. */
  public static class Late {
    final List<String> ran = new CopyOnWriteArrayList<>();

    @OnCommand(value = "x", channel = "shops")
    void x() {
      ran.add("x");
    }

    @OnCommand(value = "y", channel = "shops")
    void y() {
      ran.add("y");
    }
  }

  /** One within another. */
  public record Nest(List<Nest> inner) {}

  /** One whose answer is too deep to be read. */
  @ClusterMember(group = "shops", id = "${shop}")
  public static class Deep {
    @OnCommand("deep")
    Nest deep() {
      Nest nest = new Nest(List.of());
      for (int i = 0; i < 60; i++) {
        nest = new Nest(List.of(nest));
      }
      return nest;
    }
  }
}
