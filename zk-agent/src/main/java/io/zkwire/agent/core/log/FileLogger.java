package io.zkwire.agent.core.log;

import io.zkwire.agent.core.AgentLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/**
 * Writes to the agent's log: what zkwire says from INFO on, what its libraries say from WARN on.
 */
final class FileLogger extends LegacyAbstractLogger {

  private static final long serialVersionUID = 1L;

  private final boolean ours;

  FileLogger(String name) {
    this.name = name;
    this.ours = name.startsWith("io.zkwire.");
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return ours;
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable cause) {
    AgentLog.write(
        level.toString(), name, MessageFormatter.basicArrayFormat(pattern, arguments), cause);
  }
}
