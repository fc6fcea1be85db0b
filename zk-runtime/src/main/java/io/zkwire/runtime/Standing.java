package io.zkwire.runtime;

import io.zkwire.FencingToken;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something exclusive that this process holds, or stands in line for, at one moment: a leadership,
 * a lock, a permit, a worker number. Immutable.
 *
 * <pre>{@code
 * for (Standing standing : zk.exclusive()) {
 *   System.out.println(standing.root() + " for " + standing.remaining());
 * }
 * }</pre>
 *
 * @param root the node of the line, such as {@code /leaders/reports}
 * @param token the token of the grant; null while it waits in line
 * @param remaining for how long the grant is valid without a renewal; zero if it is not valid
 */
public record Standing(String root, @Nullable FencingToken token, Duration remaining) {}
