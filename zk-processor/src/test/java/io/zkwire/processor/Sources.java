package io.zkwire.processor;

/** Sources that several tests compile. */
final class Sources {

  static final String DB_SETTINGS =
      """
      package com.acme;
      /** How to reach the database. */
      public record DbSettings(java.net.URI url, int poolSize, Mode mode, List<Replica> replicas) {
        /** How eagerly to connect. */
        public enum Mode { LAZY, EAGER }
        /** Another database with the same content. */
        public record Replica(java.net.URI url, double weight) {}
      }
      """;

  static final String REPORT_SCHEDULER =
      """
      package com.acme;
      /** Runs reports. */
      public class ReportScheduler {
        /** How often reports run. Never less than a second. */
        @ZkConfig("report/interval") private volatile Duration interval = Duration.ofMinutes(5);

        /**
         * How many times a report is tried again, see {@link ReportScheduler},
         * before it is given up.
         */
        @ZkConfig(value = "report/retries", required = true) private volatile int retries = 3;

        @ZkConfig("db") private volatile DbSettings db;

        /** Who may read. */
        @ZkConfig("report/${region}/readers")
        private volatile Set<String> readers = Set.of("root", "daemon");

        @ZkConfig(value = "report/token", secret = true)
        private Live<String> token = Live.of("none");

        private long limit = 1L << 20;

        /** The most bytes of a report. */
        @ZkConfig("report/limit") public void setLimit(long limit) { this.limit = limit; }

        public long getLimit() { return limit; }

        @OnConfigChange("report/interval")
        private void intervalChanged(Duration before, Duration now) {}

        @OnConfigChange("db") void dbChanged(ConfigChange<DbSettings> change) {}

        @OnConfigChange("report/limit") void limitChanged(long now) {}
      }
      """;

  /** A class with guards of each kind, in the ways that compilers treat differently. */
  static final String GUARDED =
      """
      package com.acme;
      public class Guarding<T extends Comparable<T>> extends Base<List<T>> {
        @Leader("jobs") private Leadership leadership;
        @Deprecated public Guarding(T first, @Named("rest") List<? super T>... rest) {}
        Guarding() throws java.io.IOException {}
        /** Runs. */
        @LeaderOnly("jobs") public void run() {}
        @ZkLock(value = "{id}", otherwise = Otherwise.EMPTY)
        protected synchronized <X extends T> Optional<? extends X> find(long id, X[]... all)
            throws java.io.IOException {
          return Optional.empty();
        }
        @ZkPermit(value = "p", permits = 2, otherwise = Otherwise.THROW)
        @ZkLock(value = "{mode}", otherwise = Otherwise.THROW)
        int[] count(Thread.State mode, int[] more) { return more; }
        @OnLeader("jobs") private void lead(FencingToken token) {}
      }
      @interface Named { String value(); }
      """;

  /** What it inherits. */
  static final String BASE =
      """
      package com.acme;
      @LeaderOnly("base")
      abstract class Base<I> {
        void accept(I item, Map<String, ? extends I> more) {}
        public final class Part {}
      }
      """;

  /** A class as it looks once guards have been woven into it. */
  static final String WOVEN_PARENT =
      """
      package com.acme;
      class Woven implements io.zkwire.runtime.spi.Guarded {
        @ZkLock("a") public void a() {}
        @Override public io.zkwire.runtime.spi.GuardSite zkGuardSite(String method) {
          return null;
        }
      }
      """;

  private Sources() {}
}
