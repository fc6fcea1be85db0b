package io.zkwire.console.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.console.model.Names;
import io.zkwire.console.model.Refused;
import io.zkwire.console.model.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who may sign in: names, roles and what is kept of passwords, in a file that only its owner reads.
 * There is no password to begin with: while there is no account, a token that is printed once lets
 * one person in, once. Thread-safe.
 */
public final class Accounts {

  /** Who came in by the first token. */
  static final String FIRST = "first-start";

  private static final String FILE = "accounts.json";
  private static final int SHORTEST = 10;
  private static final int LONGEST = 256;

  private final @Nullable Path directory;
  private final Map<String, Account> accounts = new TreeMap<>();
  private @Nullable String firstToken;

  private record Account(Role role, String kept) {}

  /**
   * Reads what is kept.
   *
   * @param directory where; null for in memory only
   */
  public Accounts(@Nullable Path directory) {
    this.directory = directory;
    Path file = directory == null ? null : directory.resolve(FILE);
    if (file != null && Files.exists(file)) {
      read(file);
    }
  }

  /** A file that is damaged must not pass for one without accounts. */
  private void read(Path file) {
    try {
      JsonNode json = Text.parse(Files.readAllBytes(file));
      if (!json.isObject()) {
        throw new IllegalArgumentException("no JSON object");
      }
      for (Map.Entry<String, JsonNode> each : json.properties()) {
        Role role = Role.valueOf(each.getValue().path("role").asText());
        String kept = each.getValue().path("password").asText();
        accounts.put(each.getKey(), new Account(role, kept));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new ZkWireException(
          ErrorCode.CONSOLE_START,
          "the accounts in " + file + " cannot be read",
          "Put a copy of the file back, or take it away to begin without accounts",
          e);
    }
  }

  /** Whether there is any account. */
  public synchronized boolean any() {
    return !accounts.isEmpty();
  }

  /** A token that lets one person in as administrator, once; null where there are accounts. */
  public synchronized @Nullable String firstToken() {
    if (accounts.isEmpty() && firstToken == null) {
      firstToken = Secrets.token();
    }
    return accounts.isEmpty() ? firstToken : null;
  }

  /** The accounts: roles by name. */
  public synchronized Map<String, Role> list() {
    Map<String, Role> roles = new LinkedHashMap<>();
    accounts.forEach((name, account) -> roles.put(name, account.role()));
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
    requireGood(name, role, password);
    String kept = Secrets.keep(password);
    synchronized (this) {
      requireGood(name, role, password);
      accounts.put(name, new Account(role, kept));
      firstToken = null;
      save();
    }
  }

  /** Refuses what {@link #put} would refuse. */
  synchronized void requireGood(String name, Role role, String password) {
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

  private boolean lastAdmin(String name) {
    Account account = accounts.get(name);
    return account != null
        && account.role() == Role.ADMIN
        && accounts.values().stream().filter(each -> each.role() == Role.ADMIN).count() == 1;
  }

  /**
   * Removes an account; the last administrator stays.
   *
   * @param name the name
   */
  public synchronized void remove(String name) {
    requireRemovable(name);
    accounts.remove(name);
    save();
  }

  /** Refuses what {@link #remove} would refuse. */
  synchronized void requireRemovable(String name) {
    if (!accounts.containsKey(name)) {
      throw Refused.missing("the account " + name, "List the accounts");
    }
    if (lastAdmin(name)) {
      throw new Refused(name + " is the only administrator", "Make another one first");
    }
  }

  private void save() {
    if (directory == null) {
      return;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    accounts.forEach(
        (name, account) ->
            json.put(name, Map.of("role", account.role().name(), "password", account.kept())));
    try {
      boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
      if (posix && !Files.exists(directory)) {
        Files.createDirectories(
            directory,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectories(directory);
      }
      Path file =
          posix
              ? Files.createTempFile(
                  directory,
                  "accounts",
                  ".tmp",
                  PosixFilePermissions.asFileAttribute(
                      PosixFilePermissions.fromString("rw-------")))
              : Files.createTempFile(directory, "accounts", ".tmp");
      Files.write(file, Text.json(json));
      Files.move(file, directory.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Who has a name and a password; null for nobody. Takes as long for a name that is not there. */
  @Nullable Identity signIn(String name, String password) {
    Account account;
    synchronized (this) {
      account = accounts.get(name);
    }
    String kept = account == null ? NOBODY : account.kept();
    boolean fits = password.length() <= LONGEST && Secrets.fits(password, kept);
    return account != null && fits ? new Identity(name, account.role()) : null;
  }

  private static final String NOBODY = Secrets.keep(Secrets.token());

  /** Who has the first token, once; null for any other text. */
  synchronized @Nullable Identity signIn(String token) {
    if (firstToken == null || !Secrets.same(firstToken, token)) {
      return null;
    }
    firstToken = null;
    return new Identity(FIRST, Role.ADMIN);
  }

  /** The role that a name has now; null for none. The first token has no name of its own. */
  synchronized @Nullable Identity current(Identity signedIn) {
    Account account = accounts.get(signedIn.name());
    if (account != null) {
      return new Identity(signedIn.name(), account.role());
    }
    return accounts.isEmpty() && signedIn.name().equals(FIRST) ? signedIn : null;
  }
}
