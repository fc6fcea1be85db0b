/** What is woven into bytecode, whether a build or the agent weaves it. */
@NullMarked
package io.zkwire.agent.weave;

import org.jspecify.annotations.NullMarked;
