package io.zkwire.tests.config;

import io.zkwire.annotation.ZkConfig;

/** A hundred keys. */
final class HundredKeys {
  @ZkConfig("slow/k0")
  private volatile String k0 = "";

  @ZkConfig("slow/k1")
  private volatile String k1 = "";

  @ZkConfig("slow/k2")
  private volatile String k2 = "";

  @ZkConfig("slow/k3")
  private volatile String k3 = "";

  @ZkConfig("slow/k4")
  private volatile String k4 = "";

  @ZkConfig("slow/k5")
  private volatile String k5 = "";

  @ZkConfig("slow/k6")
  private volatile String k6 = "";

  @ZkConfig("slow/k7")
  private volatile String k7 = "";

  @ZkConfig("slow/k8")
  private volatile String k8 = "";

  @ZkConfig("slow/k9")
  private volatile String k9 = "";

  @ZkConfig("slow/k10")
  private volatile String k10 = "";

  @ZkConfig("slow/k11")
  private volatile String k11 = "";

  @ZkConfig("slow/k12")
  private volatile String k12 = "";

  @ZkConfig("slow/k13")
  private volatile String k13 = "";

  @ZkConfig("slow/k14")
  private volatile String k14 = "";

  @ZkConfig("slow/k15")
  private volatile String k15 = "";

  @ZkConfig("slow/k16")
  private volatile String k16 = "";

  @ZkConfig("slow/k17")
  private volatile String k17 = "";

  @ZkConfig("slow/k18")
  private volatile String k18 = "";

  @ZkConfig("slow/k19")
  private volatile String k19 = "";

  @ZkConfig("slow/k20")
  private volatile String k20 = "";

  @ZkConfig("slow/k21")
  private volatile String k21 = "";

  @ZkConfig("slow/k22")
  private volatile String k22 = "";

  @ZkConfig("slow/k23")
  private volatile String k23 = "";

  @ZkConfig("slow/k24")
  private volatile String k24 = "";

  @ZkConfig("slow/k25")
  private volatile String k25 = "";

  @ZkConfig("slow/k26")
  private volatile String k26 = "";

  @ZkConfig("slow/k27")
  private volatile String k27 = "";

  @ZkConfig("slow/k28")
  private volatile String k28 = "";

  @ZkConfig("slow/k29")
  private volatile String k29 = "";

  @ZkConfig("slow/k30")
  private volatile String k30 = "";

  @ZkConfig("slow/k31")
  private volatile String k31 = "";

  @ZkConfig("slow/k32")
  private volatile String k32 = "";

  @ZkConfig("slow/k33")
  private volatile String k33 = "";

  @ZkConfig("slow/k34")
  private volatile String k34 = "";

  @ZkConfig("slow/k35")
  private volatile String k35 = "";

  @ZkConfig("slow/k36")
  private volatile String k36 = "";

  @ZkConfig("slow/k37")
  private volatile String k37 = "";

  @ZkConfig("slow/k38")
  private volatile String k38 = "";

  @ZkConfig("slow/k39")
  private volatile String k39 = "";

  @ZkConfig("slow/k40")
  private volatile String k40 = "";

  @ZkConfig("slow/k41")
  private volatile String k41 = "";

  @ZkConfig("slow/k42")
  private volatile String k42 = "";

  @ZkConfig("slow/k43")
  private volatile String k43 = "";

  @ZkConfig("slow/k44")
  private volatile String k44 = "";

  @ZkConfig("slow/k45")
  private volatile String k45 = "";

  @ZkConfig("slow/k46")
  private volatile String k46 = "";

  @ZkConfig("slow/k47")
  private volatile String k47 = "";

  @ZkConfig("slow/k48")
  private volatile String k48 = "";

  @ZkConfig("slow/k49")
  private volatile String k49 = "";

  @ZkConfig("slow/k50")
  private volatile String k50 = "";

  @ZkConfig("slow/k51")
  private volatile String k51 = "";

  @ZkConfig("slow/k52")
  private volatile String k52 = "";

  @ZkConfig("slow/k53")
  private volatile String k53 = "";

  @ZkConfig("slow/k54")
  private volatile String k54 = "";

  @ZkConfig("slow/k55")
  private volatile String k55 = "";

  @ZkConfig("slow/k56")
  private volatile String k56 = "";

  @ZkConfig("slow/k57")
  private volatile String k57 = "";

  @ZkConfig("slow/k58")
  private volatile String k58 = "";

  @ZkConfig("slow/k59")
  private volatile String k59 = "";

  @ZkConfig("slow/k60")
  private volatile String k60 = "";

  @ZkConfig("slow/k61")
  private volatile String k61 = "";

  @ZkConfig("slow/k62")
  private volatile String k62 = "";

  @ZkConfig("slow/k63")
  private volatile String k63 = "";

  @ZkConfig("slow/k64")
  private volatile String k64 = "";

  @ZkConfig("slow/k65")
  private volatile String k65 = "";

  @ZkConfig("slow/k66")
  private volatile String k66 = "";

  @ZkConfig("slow/k67")
  private volatile String k67 = "";

  @ZkConfig("slow/k68")
  private volatile String k68 = "";

  @ZkConfig("slow/k69")
  private volatile String k69 = "";

  @ZkConfig("slow/k70")
  private volatile String k70 = "";

  @ZkConfig("slow/k71")
  private volatile String k71 = "";

  @ZkConfig("slow/k72")
  private volatile String k72 = "";

  @ZkConfig("slow/k73")
  private volatile String k73 = "";

  @ZkConfig("slow/k74")
  private volatile String k74 = "";

  @ZkConfig("slow/k75")
  private volatile String k75 = "";

  @ZkConfig("slow/k76")
  private volatile String k76 = "";

  @ZkConfig("slow/k77")
  private volatile String k77 = "";

  @ZkConfig("slow/k78")
  private volatile String k78 = "";

  @ZkConfig("slow/k79")
  private volatile String k79 = "";

  @ZkConfig("slow/k80")
  private volatile String k80 = "";

  @ZkConfig("slow/k81")
  private volatile String k81 = "";

  @ZkConfig("slow/k82")
  private volatile String k82 = "";

  @ZkConfig("slow/k83")
  private volatile String k83 = "";

  @ZkConfig("slow/k84")
  private volatile String k84 = "";

  @ZkConfig("slow/k85")
  private volatile String k85 = "";

  @ZkConfig("slow/k86")
  private volatile String k86 = "";

  @ZkConfig("slow/k87")
  private volatile String k87 = "";

  @ZkConfig("slow/k88")
  private volatile String k88 = "";

  @ZkConfig("slow/k89")
  private volatile String k89 = "";

  @ZkConfig("slow/k90")
  private volatile String k90 = "";

  @ZkConfig("slow/k91")
  private volatile String k91 = "";

  @ZkConfig("slow/k92")
  private volatile String k92 = "";

  @ZkConfig("slow/k93")
  private volatile String k93 = "";

  @ZkConfig("slow/k94")
  private volatile String k94 = "";

  @ZkConfig("slow/k95")
  private volatile String k95 = "";

  @ZkConfig("slow/k96")
  private volatile String k96 = "";

  @ZkConfig("slow/k97")
  private volatile String k97 = "";

  @ZkConfig("slow/k98")
  private volatile String k98 = "";

  @ZkConfig("slow/k99")
  private volatile String k99 = "";

  String last() {
    return k99;
  }
}
