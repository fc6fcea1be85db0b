package io.zkwire.runtime.endpoint.dns;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A query that was read. Immutable. */
final class Query {

  private static final int PLAIN_SIZE = 512;
  private static final int TCP_SIZE = 65_535;

  private final Message message;
  private final Record question;
  private final @Nullable OPTRecord edns;
  private final boolean tcp;
  private final int udpSize;

  /**
   * A query.
   *
   * @param message its message
   * @param tcp whether it came by TCP
   * @param udpSize how large an answer by UDP may be
   */
  Query(Message message, boolean tcp, int udpSize) {
    this.message = message;
    Record first = message.getQuestion();
    this.question = first == null ? Record.newRecord(Name.root, 0, DClass.NONE) : first;
    this.edns = message.getOPT();
    this.tcp = tcp;
    this.udpSize = udpSize;
  }

  Message message() {
    return message;
  }

  Name name() {
    return question.getName();
  }

  int type() {
    return question.getType();
  }

  int dclass() {
    return question.getDClass();
  }

  /** Whether it wants a version of EDNS that is none. */
  boolean badVersion() {
    return edns != null && edns.getVersion() != 0;
  }

  /** How large its answer may be: RFC 1035 without EDNS, RFC 6891 with it. */
  int limit() {
    if (tcp) {
      return TCP_SIZE;
    }
    return edns == null
        ? PLAIN_SIZE
        : Math.max(PLAIN_SIZE, Math.min(edns.getPayloadSize(), udpSize));
  }

  boolean tcp() {
    return tcp;
  }

  /** The end of an answer, if the query speaks EDNS. */
  @Nullable OPTRecord option(int rcode) {
    return edns == null ? null : new OPTRecord(udpSize, rcode >> 4, 0);
  }

  /** The question as it was asked; null if there was none. */
  @Nullable Record asked() {
    return message.getHeader().getCount(Section.QUESTION) == 1 ? message.getQuestion() : null;
  }

  /** An answer without records. */
  Reply reply(int rcode, boolean authoritative) {
    return new Reply(this, rcode, authoritative);
  }
}
