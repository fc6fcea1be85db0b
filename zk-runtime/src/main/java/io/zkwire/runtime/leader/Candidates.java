package io.zkwire.runtime.leader;

import io.zkwire.Candidate;
import io.zkwire.runtime.exclusive.Description;
import io.zkwire.runtime.exclusive.Line;
import io.zkwire.runtime.exclusive.LineView;
import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads who stands for a role. */
final class Candidates {

  private Candidates() {}

  static List<Candidate> read(Session session, String role) {
    String root = Line.role(role).root();
    return session.blocking().call(() -> list(session, root), "list", root);
  }

  private static CompletableFuture<List<Candidate>> list(Session session, String root) {
    return session
        .requests()
        .children(root)
        .thenCompose(
            listing -> {
              List<LineView.Standing> standing = standing(listing);
              List<CompletableFuture<@Nullable Node>> nodes =
                  standing.stream()
                      .map(s -> session.requests().get(root + "/" + s.name()))
                      .toList();
              return CompletableFuture.allOf(nodes.toArray(CompletableFuture[]::new))
                  .thenApply(all -> describe(session, standing, nodes));
            });
  }

  private static List<LineView.Standing> standing(@Nullable Listing listing) {
    return listing == null ? List.of() : LineView.of(listing.names(), listing.stat()).standing();
  }

  private static List<Candidate> describe(
      Session session,
      List<LineView.Standing> standing,
      List<CompletableFuture<@Nullable Node>> nodes) {
    List<Candidate> out = new ArrayList<>();
    for (int i = 0; i < standing.size(); i++) {
      Node node = nodes.get(i).join();
      if (node != null) { // it has not left in between
        Description of = Description.parse(node.data());
        out.add(
            new Candidate(
                standing.get(i).id(),
                of.process(),
                of.host(),
                of.pid(),
                of.process().equals(session.id())));
      }
    }
    return List.copyOf(out);
  }
}
