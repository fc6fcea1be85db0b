package io.zkwire.console.web;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.console.model.Conflict;
import io.zkwire.console.model.Names;
import io.zkwire.console.model.Refused;
import io.zkwire.console.web.AccountFile.Kept;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may sign in: names, roles and what is kept of passwords, in a file that only its owner reads.
 * What another process writes there takes effect at once; a file that is taken away, or damaged,
 * while this runs changes nothing. There is no password to begin with: while there is no account, a
 * token that is printed once lets one person in, once. Thread-safe.
 */
public final class Accounts {

  /** Who came in by the first token. */
  static final String FIRST = "first-start";

  private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);
  private static final int SHORTEST = 10;
  private static final int LONGEST = 256;

  private final @Nullable AccountFile file;
  private Map<String, Kept> accounts = new TreeMap<>();
  private AccountFile.@Nullable Mark read;
  private @Nullable String firstToken;

  /**
   * Somebody who has signed in.
   *
   * @param identity who
   * @param by by which password, as it is kept; empty for the first token
   */
  record SignedIn(Identity identity, String by) {}

  /**
   * Reads what is kept.
   *
   * @param directory where; null for in memory only
   */
  public Accounts(@Nullable Path directory) {
    this.file = directory == null ? null : new AccountFile(directory);
    AccountFile.Mark now = file == null ? null : file.mark();
    if (file != null && now != null) {
      try {
        accounts = file.read();
        read = now;
      } catch (IOException | IllegalArgumentException e) {
        // A file that is damaged must not pass for one without accounts.
        throw new ZkWireException(
            ErrorCode.CONSOLE_START,
            "the accounts in " + file + " cannot be read",
            "Put a copy of the file back, or take it away to begin without accounts",
            e);
      }
    }
  }

  /** What is kept, with what another process has written meanwhile; asked under the lock. */
  private synchronized Map<String, Kept> accounts() {
    AccountFile.Mark now = file == null ? null : file.mark();
    if (file != null && now != null && !now.equals(read)) {
      read = now;
      try {
        accounts = file.read();
        firstToken = accounts.isEmpty() ? firstToken : null;
      } catch (IOException | IllegalArgumentException e) {
        LOG.error("{} cannot be read: the accounts that were known before still hold", file, e);
      }
    }
    return accounts;
  }

  /** Whether there is any account. */
  public synchronized boolean any() {
    return !accounts().isEmpty();
  }

  /** A token that lets one person in as administrator, once; null where there are accounts. */
  public synchronized @Nullable String firstToken() {
    if (any()) {
      return null;
    }
    if (firstToken == null) {
      firstToken = Secrets.token();
    }
    return firstToken;
  }

  /** The accounts: roles by name. */
  public synchronized Map<String, Role> list() {
    Map<String, Role> roles = new LinkedHashMap<>();
    accounts().forEach((name, account) -> roles.put(name, account.role()));
    return roles;
  }

  /**
   * Makes an account, or changes one.
   *
   * @param name the name
   * @param role the role
   * @param password the password, 10 to 256 characters
   */
  public void put(String name, Role role, String password) {
    signedUp(name, role, password, null);
  }

  /** As {@link #put}, if it is as it was seen; who has the account signs in by it. */
  SignedIn signedUp(String name, Role role, String password, @Nullable String seen) {
    requireGood(name, role, password);
    Kept kept = new Kept(role, Secrets.keep(password));
    change(
        () -> {
          requireSeen(name, seen);
          requireGood(name, role, password);
          accounts.put(name, kept);
          firstToken = null;
        });
    return new SignedIn(new Identity(name, role), kept.password());
  }

  /** Refuses where an account has not the role that was seen: empty for none, null for any. */
  synchronized void requireSeen(String name, @Nullable String seen) {
    Kept account = accounts().get(name);
    String now = account == null ? "" : account.role().name();
    if (seen != null && !seen.equals(now)) {
      throw Conflict.with("the account " + name, now);
    }
  }

  /** Refuses what {@link #put} would refuse. */
  void requireGood(String name, Role role, String password) {
    Names.segment("the name", name);
    if (name.equals(FIRST)) {
      throw new Refused("whoever comes in by the first token is called " + FIRST, "Choose another");
    }
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      throw new Refused(
          "the password has " + password.length() + " characters",
          "Choose one of " + SHORTEST + " to " + LONGEST);
    }
    if (role != Role.ADMIN && lastAdmin(name)) {
      throw new Refused(name + " is the only administrator", "Make another one first");
    }
  }

  private synchronized boolean lastAdmin(String name) {
    Kept account = accounts().get(name);
    return account != null
        && account.role() == Role.ADMIN
        && accounts.values().stream().filter(each -> each.role() == Role.ADMIN).count() == 1;
  }

  /**
   * Removes an account; the last administrator stays.
   *
   * @param name the name
   */
  public void remove(String name) {
    remove(name, null);
  }

  /** As {@link #remove}, if it is as it was seen. */
  void remove(String name, @Nullable String seen) {
    change(
        () -> {
          requireRemovable(name, seen);
          accounts.remove(name);
        });
  }

  /** Refuses what {@link #remove} would refuse. */
  synchronized void requireRemovable(String name, @Nullable String seen) {
    requireSeen(name, seen);
    if (!accounts().containsKey(name)) {
      throw Refused.missing("the account " + name, "List the accounts");
    }
    if (lastAdmin(name)) {
      throw new Refused(name + " is the only administrator", "Make another one first");
    }
  }

  /** Changes what stands in the file now, and writes it. */
  private void change(Runnable what) {
    AccountFile to = file;
    if (to == null) {
      synchronized (this) {
        what.run();
      }
    } else {
      to.alone(() -> change(what, to));
    }
  }

  private synchronized void change(Runnable what, AccountFile to) {
    Map<String, Kept> before = new TreeMap<>(accounts());
    what.run();
    try {
      to.write(accounts);
      read = to.mark();
    } catch (IOException e) {
      accounts = before;
      throw new UncheckedIOException(e);
    }
  }

  /** Who has a name and a password; null for nobody. Takes as long for a name that is not there. */
  @Nullable SignedIn signIn(String name, String password) {
    Kept account = account(name);
    String kept = account == null ? NOBODY : account.password();
    boolean fits = password.length() <= LONGEST && Secrets.fits(password, kept);
    return account != null && fits
        ? new SignedIn(new Identity(name, account.role()), account.password())
        : null;
  }

  private synchronized @Nullable Kept account(String name) {
    return accounts().get(name);
  }

  private static final String NOBODY = Secrets.keep(Secrets.token());

  /** Who has the first token, once; null for any other text. */
  synchronized @Nullable SignedIn signIn(String token) {
    if (any() || firstToken == null || !Secrets.same(firstToken, token)) {
      return null;
    }
    firstToken = null;
    return new SignedIn(new Identity(FIRST, Role.ADMIN), "");
  }

  /**
   * Who somebody is now who has signed in; null where the account is gone, or has another password.
   * The first token has no name of its own.
   */
  synchronized @Nullable Identity current(SignedIn signedIn) {
    String name = signedIn.identity().name();
    Kept account = accounts().get(name);
    if (account != null) {
      boolean same = account.password().equals(signedIn.by());
      return same ? new Identity(name, account.role()) : null;
    }
    return accounts.isEmpty() && name.equals(FIRST) ? signedIn.identity() : null;
  }
}
