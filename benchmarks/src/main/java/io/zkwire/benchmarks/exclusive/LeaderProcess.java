package io.zkwire.benchmarks.exclusive;

import io.zkwire.benchmarks.exclusive.Electorate.Candidate;
import io.zkwire.benchmarks.exclusive.Electorate.Kind;
import io.zkwire.benchmarks.harness.ChildProcess;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A process that leads a role, and one here that stands behind it. Not thread-safe. */
final class LeaderProcess implements AutoCloseable {

  private final Kind kind;
  private final String role;
  private final ChildProcess process;
  private @Nullable Candidate next;

  /** Starts it; it stands for the role. */
  LeaderProcess(Kind kind, String server, String role) throws Exception {
    this.kind = kind;
    this.role = role;
    process = new ChildProcess(LeaderMain.class, List.of(kind.name(), server, role));
  }

  Kind kind() {
    return kind;
  }

  String role() {
    return role;
  }

  /** What is done to it. */
  ChildProcess process() {
    return process;
  }

  /** Once it leads, the next one stands behind it. */
  void standBehind(Electorate electorate) throws Exception {
    process.await("LEADS");
    next = electorate.stand(role);
  }

  /** The one that stands behind it, or leads after it. */
  Candidate next() {
    return Objects.requireNonNull(next);
  }

  @Override
  public void close() {
    process.close();
  }
}
