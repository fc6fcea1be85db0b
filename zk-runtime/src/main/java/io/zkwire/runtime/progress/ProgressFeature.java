package io.zkwire.runtime.progress;

import io.zkwire.Progress;
import io.zkwire.ProgressBoard;
import io.zkwire.Registration;
import io.zkwire.runtime.session.Feature;
import io.zkwire.runtime.session.Fields;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.spi.Guard;
import io.zkwire.runtime.spi.GuardSpec;
import io.zkwire.runtime.spi.ProgressBoardSpec;
import io.zkwire.runtime.spi.ProgressListenerSpec;
import io.zkwire.runtime.spi.ProgressSourceSpec;
import io.zkwire.runtime.spi.ProgressSpec;
import io.zkwire.runtime.spi.Spec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Progress of tasks. Thread-safe. */
public final class ProgressFeature implements Feature {

  private final Session session;
  private final Workers workers;
  private final Boards boards;

  /**
   * Makes the feature.
   *
   * @param session the session
   */
  public ProgressFeature(Session session) {
    this.session = session;
    this.workers = new Workers(session);
    this.boards = new Boards(session);
  }

  /**
   * Begins a run.
   *
   * @param task the task, placeholders included
   * @param worker the worker's name, placeholders included, or an empty text for one of its own
   * @return the handle
   */
  public Progress progress(String task, String worker) {
    return workers.begin(task(task), worker(worker));
  }

  /**
   * Watches a task.
   *
   * @param task the task, placeholders included
   * @return the handle
   */
  public ProgressBoard board(String task) {
    return handle(task);
  }

  @Override
  public List<String> watched() {
    return boards.watched();
  }

  private BoardHandle handle(String written) {
    return new BoardHandle(session, boards, task(written));
  }

  private String task(String written) {
    return Names.segment("task", Names.resolve(written, session.options().properties()));
  }

  private String worker(String written) {
    return written.isEmpty()
        ? workers.ownName()
        : Names.segment("worker", Names.resolve(written, session.options().properties()));
  }

  @Override
  public @Nullable Guard guard(GuardSpec<?> spec) {
    if (!(spec instanceof ProgressSpec<?> reported)) {
      return null;
    }
    String task = task(reported.task());
    String worker = worker(reported.worker());
    return new ProgressGuard(() -> workers.begin(task, worker), () -> new Unheard(task, worker));
  }

  @Override
  public @Nullable Registration bind(Object target, List<Spec<?>> specs, Mailbox mailbox) {
    Map<String, BoardHandle> handles = new LinkedHashMap<>();
    List<Registration> parts = new ArrayList<>();
    try {
      for (Spec<?> spec : specs) {
        if (spec instanceof ProgressBoardSpec<?> field) {
          Fields.set(field, target, handles.computeIfAbsent(field.task(), this::handle));
        } else if (spec instanceof ProgressListenerSpec<?> listener) {
          listen(listener, target, handles.computeIfAbsent(listener.task(), this::handle), mailbox);
        } else if (spec instanceof ProgressSourceSpec<?> source) {
          parts.add(source(source, target, mailbox));
        }
      }
    } catch (RuntimeException | Error e) {
      end(handles, parts);
      throw e;
    }
    return handles.isEmpty() && parts.isEmpty() ? null : () -> end(handles, parts);
  }

  private static void end(Map<String, BoardHandle> handles, List<Registration> parts) {
    parts.forEach(Registration::close);
    handles.values().forEach(BoardHandle::close);
  }

  @SuppressWarnings("unchecked") // the specs of a class are of that class
  private static <B> void listen(
      ProgressListenerSpec<B> spec, Object target, BoardHandle handle, Mailbox mailbox) {
    handle.listen(
        new ProgressListener(
            handle.board(), mailbox, spec.member(), now -> spec.call().call((B) target, now)));
  }

  @SuppressWarnings("unchecked") // the specs of a class are of that class
  private <B> Registration source(ProgressSourceSpec<B> spec, Object target, Mailbox mailbox) {
    String task = task(spec.task());
    String worker = workers.ownName();
    Source source =
        new Source(
            session,
            mailbox,
            spec.member(),
            spec.total(),
            () -> spec.done().read((B) target),
            () -> workers.begin(task, worker));
    source.look();
    return source;
  }

  @Override
  public void connected(boolean newSession) {
    boards.connected(newSession);
    workers.connected();
  }

  @Override
  public void closing() {
    workers.closing();
  }
}
