package io.zkwire.console.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is signed in. In memory only: a restart signs everybody out. Thread-safe. */
final class Sessions {

  private static final long LONGEST = Duration.ofHours(12).toNanos();
  private static final int MOST = 1_000;

  private final Map<String, Session> sessions = new LinkedHashMap<>();

  private record Session(Accounts.SignedIn signedIn, long since) {}

  /** Signs somebody in; gives the secret of the cookie. */
  synchronized String open(Accounts.SignedIn signedIn) {
    String id = Secrets.token();
    sessions.put(id, new Session(signedIn, System.nanoTime()));
    if (sessions.size() > MOST) {
      sessions.remove(sessions.keySet().iterator().next());
    }
    return id;
  }

  synchronized Accounts.@Nullable SignedIn of(@Nullable String id) {
    Session session = id == null ? null : sessions.get(id);
    if (session != null && System.nanoTime() - session.since() > LONGEST) {
      sessions.remove(id);
      return null;
    }
    return session == null ? null : session.signedIn();
  }

  synchronized void close(@Nullable String id) {
    sessions.remove(id);
  }
}
