package io.zkwire.runtime.endpoint.dns;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** An answer in the making. Not thread-safe. */
final class Reply {

  private final Query query;
  private final int rcode;
  private final boolean authoritative;
  private final List<Record> answers = new ArrayList<>();
  private final List<Record> additional = new ArrayList<>();
  private @Nullable Record authority;
  private boolean truncated;

  Reply(Query query, int rcode, boolean authoritative) {
    this.query = query;
    this.rcode = rcode;
    this.authoritative = authoritative;
  }

  int rcode() {
    return rcode;
  }

  Reply answer(Record record) {
    answers.add(record);
    return this;
  }

  /** What whoever asks will want next; left out where there is no room. */
  void add(Record record) {
    additional.add(record);
  }

  Reply authority(Record record) {
    authority = record;
    return this;
  }

  boolean truncated() {
    return truncated;
  }

  /**
   * The bytes. What is too large for UDP is truncated, so that it is asked for by TCP; what is too
   * large for TCP has fewer records.
   */
  byte[] encode() {
    byte[] wire = message(answers.size(), true).toWire();
    if (wire.length > query.limit() && !additional.isEmpty()) {
      wire = message(answers.size(), false).toWire();
    }
    int count = answers.size();
    while (wire.length > query.limit() && count > 0) {
      truncated = !query.tcp();
      count = truncated ? 0 : count / 2;
      wire = message(count, false).toWire();
    }
    return wire;
  }

  private Message message(int count, boolean whole) {
    Message message = new Message(query.message().getHeader().getID());
    Header header = message.getHeader();
    header.setOpcode(query.message().getHeader().getOpcode());
    header.setRcode(rcode & 0xf);
    header.setFlag(Flags.QR);
    if (authoritative) {
      header.setFlag(Flags.AA);
    }
    if (truncated) {
      header.setFlag(Flags.TC);
    }
    if (query.message().getHeader().getFlag(Flags.RD)) {
      header.setFlag(Flags.RD);
    }
    Record asked = query.asked();
    if (asked != null) {
      message.addRecord(asked, Section.QUESTION);
    }
    answers.subList(0, count).forEach(record -> message.addRecord(record, Section.ANSWER));
    if (authority != null) {
      message.addRecord(authority, Section.AUTHORITY);
    }
    if (whole) {
      additional.forEach(record -> message.addRecord(record, Section.ADDITIONAL));
    }
    OPTRecord option = query.option(rcode);
    if (option != null) {
      message.addRecord(option, Section.ADDITIONAL);
    }
    return message;
  }
}
