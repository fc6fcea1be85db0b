package io.zkwire.spring;

import io.zkwire.runtime.ZkTracer;
import io.zkwire.runtime.spi.Passage;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps what a guarded call holds until the transaction around it has been committed or rolled
 * back. Otherwise another process would get the lock before it could see what was written under it.
 */
final class TransactionTracer implements ZkTracer {

  private static final Logger LOG = LoggerFactory.getLogger(TransactionTracer.class);

  @Override
  public Passage around(String kind, String name, Passage work) {
    return kind.equals(GUARD) ? new UntilCompletion(work) : work;
  }

  /** Leaves at the end of the transaction that the call has taken part in; at once without one. */
  private record UntilCompletion(Passage work) implements Passage {

    @Override
    public void accept(Throwable thrown) {
      work.accept(thrown);
    }

    @Override
    public void leave() {
      if (TransactionSynchronizationManager.isSynchronizationActive()
          && TransactionSynchronizationManager.isActualTransactionActive()) {
        Kept.ofTransaction().passages.push(work);
      } else {
        work.leave();
      }
    }
  }

  /** What one transaction keeps. Confined to its thread. */
  private static final class Kept implements TransactionSynchronization {

    private final Deque<Passage> passages = new ArrayDeque<>();

    static Kept ofTransaction() {
      for (TransactionSynchronization each :
          TransactionSynchronizationManager.getSynchronizations()) {
        if (each instanceof Kept present) {
          return present;
        }
      }
      Kept made = new Kept();
      TransactionSynchronizationManager.registerSynchronization(made);
      return made;
    }

    @Override
    public void afterCompletion(int status) {
      while (!passages.isEmpty()) {
        try {
          passages.pop().leave();
        } catch (RuntimeException e) {
          LOG.warn("a guarded call could not give back what it holds after its transaction", e);
        }
      }
    }
  }
}
