package io.zkwire.runtime;

import io.zkwire.ErrorCode;

/**
 * Something that is wrong at the moment and that an operator should see. Immutable; shows no
 * secret.
 *
 * <pre>{@code
 * for (Problem problem : zk.health().problems()) {
 *   System.out.println(problem.subject() + ": " + problem.message());
 * }
 * }</pre>
 *
 * @param code what it is
 * @param subject what it is about: a path, a class, an option
 * @param message the whole message, code first
 */
public record Problem(ErrorCode code, String subject, String message) {}
