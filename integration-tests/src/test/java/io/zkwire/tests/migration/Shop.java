package io.zkwire.tests.migration;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** One process of an application, as tests see it whatever library it uses. */
interface Shop {

  Duration DEFAULT = Duration.ofMinutes(5);

  /** What the configuration says. */
  Duration interval();

  /** Writes a report into the list, if this process is the one that does. */
  void report(List<String> written) throws Exception;

  /** Ships an order, while no other process does. */
  void ship(String order, Runnable shipping) throws Exception;

  /** Works while at most two do, in all processes. */
  void export(Runnable exporting) throws Exception;

  /** Says that this process answers at a port. */
  void offerPrices(int port) throws Exception;

  /** The ports of all that answer. */
  Set<Integer> prices() throws Exception;

  /** The names of the processes that are there. */
  Set<String> shops();

  /** A number that no other order has. */
  long orderNumber() throws Exception;

  /** Gives a mail to whichever process sends it. */
  void mail(String mail) throws Exception;

  /** The mails that this process has sent. */
  List<String> sent();

  /** Works together with another process: neither begins alone. */
  void together(Runnable work) throws Exception;

  /** Ends the process, as it were. */
  void close() throws Exception;
}
