package io.zkwire.runtime.endpoint.dns;

import io.zkwire.Endpoint;
import io.zkwire.runtime.DnsOptions;
import io.zkwire.runtime.endpoint.dns.Targets.Target;
import io.zkwire.runtime.endpoint.dns.ZoneNames.Kind;
import io.zkwire.runtime.session.Session;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Answers for names of the zone. Thread-safe. */
final class Records {

  private static final int MOST_ANSWERS = 500;
  private static final int REFRESH_SECONDS = 3_600;
  private static final int RETRY_SECONDS = 600;
  private static final int EXPIRE_SECONDS = 86_400;

  private final Session session;
  private final DnsOptions options;
  private final InetAddress self;
  private final long ttl;
  private final Name zone;
  private final Name server;
  private final Name master;

  Records(Session session, DnsOptions options, InetAddress self) {
    this.session = session;
    this.options = options;
    this.self = self;
    this.ttl = options.ttl().toSeconds();
    this.zone = Name.fromConstantString(options.zone());
    this.server = name(ZoneNames.SERVER);
    this.master = name("hostmaster");
  }

  Name zone() {
    return zone;
  }

  /** The name of a domain. */
  Name name(String domain) {
    try {
      return Name.fromString(domain.toLowerCase(Locale.ROOT), zone);
    } catch (TextParseException e) {
      throw new IllegalStateException("no name of DNS", e); // such domains were left out
    }
  }

  /** Of a name that is no domain's. */
  Reply ofZone(Query query, Kind kind) {
    Reply reply = query.reply(kind == Kind.NONE ? Rcode.NXDOMAIN : Rcode.NOERROR, true);
    if (kind == Kind.APEX && asks(query, Type.SOA)) {
      return reply.answer(soa());
    }
    if (kind == Kind.APEX && asks(query, Type.NS)) {
      if (!self.isAnyLocalAddress()) {
        reply.add(record(server, self));
      }
      return reply.answer(new NSRecord(zone, DClass.IN, ttl, server));
    }
    if (kind == Kind.SERVER && !self.isAnyLocalAddress() && asks(query, typeOf(self))) {
      return reply.answer(record(query.name(), self));
    }
    return reply.authority(soa());
  }

  /** The addresses of a domain; where it has none but host names, one of these. */
  Reply ofDomain(Query query, Targets targets) {
    Reply reply = query.reply(Rcode.NOERROR, true);
    Name host = targets.host();
    if (host != null
        && (asks(query, Type.A) || asks(query, Type.AAAA) || asks(query, Type.CNAME))) {
      return reply.answer(new CNAMERecord(query.name(), DClass.IN, ttl, host));
    }
    List<InetAddress> addresses = List.of();
    if (asks(query, Type.A)) {
      addresses = targets.addresses(true);
    }
    if (addresses.isEmpty() && asks(query, Type.AAAA)) { // of ANY, one kind (RFC 8482)
      addresses = targets.addresses(false);
    }
    Targets.some(addresses, MOST_ANSWERS)
        .forEach(address -> reply.answer(record(query.name(), address)));
    return addresses.isEmpty() ? reply.authority(soa()) : reply;
  }

  /** The endpoints of a domain: RFC 2782. */
  Reply ofService(Query query, Targets targets) {
    Reply reply = query.reply(Rcode.NOERROR, true);
    if (!asks(query, Type.SRV) || targets.all().isEmpty()) {
      return reply.authority(soa());
    }
    Set<Name> added = new HashSet<>();
    for (Target target : Targets.some(targets.all(), MOST_ANSWERS)) {
      Endpoint endpoint = target.endpoint();
      boolean first = options.near().isEmpty() || options.near().equals(endpoint.zone());
      reply.answer(
          new SRVRecord(
              query.name(),
              DClass.IN,
              ttl,
              first ? 0 : 1,
              endpoint.weight(),
              endpoint.port(),
              target.name()));
      if (target.address() != null && added.add(target.name())) {
        reply.add(record(target.name(), target.address()));
      }
    }
    return reply;
  }

  /** The name that an address has below its domain, as services name it. */
  Reply ofAddress(Query query, @Nullable InetAddress address) {
    if (address == null) {
      return query.reply(Rcode.NXDOMAIN, true).authority(soa());
    }
    Reply reply = query.reply(Rcode.NOERROR, true);
    return asks(query, typeOf(address))
        ? reply.answer(record(query.name(), address))
        : reply.authority(soa());
  }

  private static boolean asks(Query query, int type) {
    return query.type() == type || query.type() == Type.ANY;
  }

  private static int typeOf(InetAddress address) {
    return address instanceof Inet4Address ? Type.A : Type.AAAA;
  }

  private Record record(Name name, InetAddress address) {
    return address instanceof Inet4Address
        ? new ARecord(name, DClass.IN, ttl, address)
        : new AAAARecord(name, DClass.IN, ttl, address);
  }

  /** Answers change with each list, so its serial number is the time. */
  private Record soa() {
    long serial = (session.options().clock().millis() / 1_000) & 0xffff_ffffL;
    return new SOARecord(
        zone,
        DClass.IN,
        ttl,
        server,
        master,
        serial,
        REFRESH_SECONDS,
        RETRY_SECONDS,
        EXPIRE_SECONDS,
        ttl);
  }
}
