package io.zkwire.tests.config;

import io.zkwire.annotation.ZkConfig;

/** Two hundred keys. */
final class ManyLarge {
  @ZkConfig("large/k0")
  private volatile byte[] k0;

  @ZkConfig("large/k1")
  private volatile byte[] k1;

  @ZkConfig("large/k2")
  private volatile byte[] k2;

  @ZkConfig("large/k3")
  private volatile byte[] k3;

  @ZkConfig("large/k4")
  private volatile byte[] k4;

  @ZkConfig("large/k5")
  private volatile byte[] k5;

  @ZkConfig("large/k6")
  private volatile byte[] k6;

  @ZkConfig("large/k7")
  private volatile byte[] k7;

  @ZkConfig("large/k8")
  private volatile byte[] k8;

  @ZkConfig("large/k9")
  private volatile byte[] k9;

  @ZkConfig("large/k10")
  private volatile byte[] k10;

  @ZkConfig("large/k11")
  private volatile byte[] k11;

  @ZkConfig("large/k12")
  private volatile byte[] k12;

  @ZkConfig("large/k13")
  private volatile byte[] k13;

  @ZkConfig("large/k14")
  private volatile byte[] k14;

  @ZkConfig("large/k15")
  private volatile byte[] k15;

  @ZkConfig("large/k16")
  private volatile byte[] k16;

  @ZkConfig("large/k17")
  private volatile byte[] k17;

  @ZkConfig("large/k18")
  private volatile byte[] k18;

  @ZkConfig("large/k19")
  private volatile byte[] k19;

  @ZkConfig("large/k20")
  private volatile byte[] k20;

  @ZkConfig("large/k21")
  private volatile byte[] k21;

  @ZkConfig("large/k22")
  private volatile byte[] k22;

  @ZkConfig("large/k23")
  private volatile byte[] k23;

  @ZkConfig("large/k24")
  private volatile byte[] k24;

  @ZkConfig("large/k25")
  private volatile byte[] k25;

  @ZkConfig("large/k26")
  private volatile byte[] k26;

  @ZkConfig("large/k27")
  private volatile byte[] k27;

  @ZkConfig("large/k28")
  private volatile byte[] k28;

  @ZkConfig("large/k29")
  private volatile byte[] k29;

  @ZkConfig("large/k30")
  private volatile byte[] k30;

  @ZkConfig("large/k31")
  private volatile byte[] k31;

  @ZkConfig("large/k32")
  private volatile byte[] k32;

  @ZkConfig("large/k33")
  private volatile byte[] k33;

  @ZkConfig("large/k34")
  private volatile byte[] k34;

  @ZkConfig("large/k35")
  private volatile byte[] k35;

  @ZkConfig("large/k36")
  private volatile byte[] k36;

  @ZkConfig("large/k37")
  private volatile byte[] k37;

  @ZkConfig("large/k38")
  private volatile byte[] k38;

  @ZkConfig("large/k39")
  private volatile byte[] k39;

  @ZkConfig("large/k40")
  private volatile byte[] k40;

  @ZkConfig("large/k41")
  private volatile byte[] k41;

  @ZkConfig("large/k42")
  private volatile byte[] k42;

  @ZkConfig("large/k43")
  private volatile byte[] k43;

  @ZkConfig("large/k44")
  private volatile byte[] k44;

  @ZkConfig("large/k45")
  private volatile byte[] k45;

  @ZkConfig("large/k46")
  private volatile byte[] k46;

  @ZkConfig("large/k47")
  private volatile byte[] k47;

  @ZkConfig("large/k48")
  private volatile byte[] k48;

  @ZkConfig("large/k49")
  private volatile byte[] k49;

  @ZkConfig("large/k50")
  private volatile byte[] k50;

  @ZkConfig("large/k51")
  private volatile byte[] k51;

  @ZkConfig("large/k52")
  private volatile byte[] k52;

  @ZkConfig("large/k53")
  private volatile byte[] k53;

  @ZkConfig("large/k54")
  private volatile byte[] k54;

  @ZkConfig("large/k55")
  private volatile byte[] k55;

  @ZkConfig("large/k56")
  private volatile byte[] k56;

  @ZkConfig("large/k57")
  private volatile byte[] k57;

  @ZkConfig("large/k58")
  private volatile byte[] k58;

  @ZkConfig("large/k59")
  private volatile byte[] k59;

  @ZkConfig("large/k60")
  private volatile byte[] k60;

  @ZkConfig("large/k61")
  private volatile byte[] k61;

  @ZkConfig("large/k62")
  private volatile byte[] k62;

  @ZkConfig("large/k63")
  private volatile byte[] k63;

  @ZkConfig("large/k64")
  private volatile byte[] k64;

  @ZkConfig("large/k65")
  private volatile byte[] k65;

  @ZkConfig("large/k66")
  private volatile byte[] k66;

  @ZkConfig("large/k67")
  private volatile byte[] k67;

  @ZkConfig("large/k68")
  private volatile byte[] k68;

  @ZkConfig("large/k69")
  private volatile byte[] k69;

  @ZkConfig("large/k70")
  private volatile byte[] k70;

  @ZkConfig("large/k71")
  private volatile byte[] k71;

  @ZkConfig("large/k72")
  private volatile byte[] k72;

  @ZkConfig("large/k73")
  private volatile byte[] k73;

  @ZkConfig("large/k74")
  private volatile byte[] k74;

  @ZkConfig("large/k75")
  private volatile byte[] k75;

  @ZkConfig("large/k76")
  private volatile byte[] k76;

  @ZkConfig("large/k77")
  private volatile byte[] k77;

  @ZkConfig("large/k78")
  private volatile byte[] k78;

  @ZkConfig("large/k79")
  private volatile byte[] k79;

  @ZkConfig("large/k80")
  private volatile byte[] k80;

  @ZkConfig("large/k81")
  private volatile byte[] k81;

  @ZkConfig("large/k82")
  private volatile byte[] k82;

  @ZkConfig("large/k83")
  private volatile byte[] k83;

  @ZkConfig("large/k84")
  private volatile byte[] k84;

  @ZkConfig("large/k85")
  private volatile byte[] k85;

  @ZkConfig("large/k86")
  private volatile byte[] k86;

  @ZkConfig("large/k87")
  private volatile byte[] k87;

  @ZkConfig("large/k88")
  private volatile byte[] k88;

  @ZkConfig("large/k89")
  private volatile byte[] k89;

  @ZkConfig("large/k90")
  private volatile byte[] k90;

  @ZkConfig("large/k91")
  private volatile byte[] k91;

  @ZkConfig("large/k92")
  private volatile byte[] k92;

  @ZkConfig("large/k93")
  private volatile byte[] k93;

  @ZkConfig("large/k94")
  private volatile byte[] k94;

  @ZkConfig("large/k95")
  private volatile byte[] k95;

  @ZkConfig("large/k96")
  private volatile byte[] k96;

  @ZkConfig("large/k97")
  private volatile byte[] k97;

  @ZkConfig("large/k98")
  private volatile byte[] k98;

  @ZkConfig("large/k99")
  private volatile byte[] k99;

  @ZkConfig("large/k100")
  private volatile byte[] k100;

  @ZkConfig("large/k101")
  private volatile byte[] k101;

  @ZkConfig("large/k102")
  private volatile byte[] k102;

  @ZkConfig("large/k103")
  private volatile byte[] k103;

  @ZkConfig("large/k104")
  private volatile byte[] k104;

  @ZkConfig("large/k105")
  private volatile byte[] k105;

  @ZkConfig("large/k106")
  private volatile byte[] k106;

  @ZkConfig("large/k107")
  private volatile byte[] k107;

  @ZkConfig("large/k108")
  private volatile byte[] k108;

  @ZkConfig("large/k109")
  private volatile byte[] k109;

  @ZkConfig("large/k110")
  private volatile byte[] k110;

  @ZkConfig("large/k111")
  private volatile byte[] k111;

  @ZkConfig("large/k112")
  private volatile byte[] k112;

  @ZkConfig("large/k113")
  private volatile byte[] k113;

  @ZkConfig("large/k114")
  private volatile byte[] k114;

  @ZkConfig("large/k115")
  private volatile byte[] k115;

  @ZkConfig("large/k116")
  private volatile byte[] k116;

  @ZkConfig("large/k117")
  private volatile byte[] k117;

  @ZkConfig("large/k118")
  private volatile byte[] k118;

  @ZkConfig("large/k119")
  private volatile byte[] k119;

  @ZkConfig("large/k120")
  private volatile byte[] k120;

  @ZkConfig("large/k121")
  private volatile byte[] k121;

  @ZkConfig("large/k122")
  private volatile byte[] k122;

  @ZkConfig("large/k123")
  private volatile byte[] k123;

  @ZkConfig("large/k124")
  private volatile byte[] k124;

  @ZkConfig("large/k125")
  private volatile byte[] k125;

  @ZkConfig("large/k126")
  private volatile byte[] k126;

  @ZkConfig("large/k127")
  private volatile byte[] k127;

  @ZkConfig("large/k128")
  private volatile byte[] k128;

  @ZkConfig("large/k129")
  private volatile byte[] k129;

  @ZkConfig("large/k130")
  private volatile byte[] k130;

  @ZkConfig("large/k131")
  private volatile byte[] k131;

  @ZkConfig("large/k132")
  private volatile byte[] k132;

  @ZkConfig("large/k133")
  private volatile byte[] k133;

  @ZkConfig("large/k134")
  private volatile byte[] k134;

  @ZkConfig("large/k135")
  private volatile byte[] k135;

  @ZkConfig("large/k136")
  private volatile byte[] k136;

  @ZkConfig("large/k137")
  private volatile byte[] k137;

  @ZkConfig("large/k138")
  private volatile byte[] k138;

  @ZkConfig("large/k139")
  private volatile byte[] k139;

  @ZkConfig("large/k140")
  private volatile byte[] k140;

  @ZkConfig("large/k141")
  private volatile byte[] k141;

  @ZkConfig("large/k142")
  private volatile byte[] k142;

  @ZkConfig("large/k143")
  private volatile byte[] k143;

  @ZkConfig("large/k144")
  private volatile byte[] k144;

  @ZkConfig("large/k145")
  private volatile byte[] k145;

  @ZkConfig("large/k146")
  private volatile byte[] k146;

  @ZkConfig("large/k147")
  private volatile byte[] k147;

  @ZkConfig("large/k148")
  private volatile byte[] k148;

  @ZkConfig("large/k149")
  private volatile byte[] k149;

  @ZkConfig("large/k150")
  private volatile byte[] k150;

  @ZkConfig("large/k151")
  private volatile byte[] k151;

  @ZkConfig("large/k152")
  private volatile byte[] k152;

  @ZkConfig("large/k153")
  private volatile byte[] k153;

  @ZkConfig("large/k154")
  private volatile byte[] k154;

  @ZkConfig("large/k155")
  private volatile byte[] k155;

  @ZkConfig("large/k156")
  private volatile byte[] k156;

  @ZkConfig("large/k157")
  private volatile byte[] k157;

  @ZkConfig("large/k158")
  private volatile byte[] k158;

  @ZkConfig("large/k159")
  private volatile byte[] k159;

  @ZkConfig("large/k160")
  private volatile byte[] k160;

  @ZkConfig("large/k161")
  private volatile byte[] k161;

  @ZkConfig("large/k162")
  private volatile byte[] k162;

  @ZkConfig("large/k163")
  private volatile byte[] k163;

  @ZkConfig("large/k164")
  private volatile byte[] k164;

  @ZkConfig("large/k165")
  private volatile byte[] k165;

  @ZkConfig("large/k166")
  private volatile byte[] k166;

  @ZkConfig("large/k167")
  private volatile byte[] k167;

  @ZkConfig("large/k168")
  private volatile byte[] k168;

  @ZkConfig("large/k169")
  private volatile byte[] k169;

  @ZkConfig("large/k170")
  private volatile byte[] k170;

  @ZkConfig("large/k171")
  private volatile byte[] k171;

  @ZkConfig("large/k172")
  private volatile byte[] k172;

  @ZkConfig("large/k173")
  private volatile byte[] k173;

  @ZkConfig("large/k174")
  private volatile byte[] k174;

  @ZkConfig("large/k175")
  private volatile byte[] k175;

  @ZkConfig("large/k176")
  private volatile byte[] k176;

  @ZkConfig("large/k177")
  private volatile byte[] k177;

  @ZkConfig("large/k178")
  private volatile byte[] k178;

  @ZkConfig("large/k179")
  private volatile byte[] k179;

  @ZkConfig("large/k180")
  private volatile byte[] k180;

  @ZkConfig("large/k181")
  private volatile byte[] k181;

  @ZkConfig("large/k182")
  private volatile byte[] k182;

  @ZkConfig("large/k183")
  private volatile byte[] k183;

  @ZkConfig("large/k184")
  private volatile byte[] k184;

  @ZkConfig("large/k185")
  private volatile byte[] k185;

  @ZkConfig("large/k186")
  private volatile byte[] k186;

  @ZkConfig("large/k187")
  private volatile byte[] k187;

  @ZkConfig("large/k188")
  private volatile byte[] k188;

  @ZkConfig("large/k189")
  private volatile byte[] k189;

  @ZkConfig("large/k190")
  private volatile byte[] k190;

  @ZkConfig("large/k191")
  private volatile byte[] k191;

  @ZkConfig("large/k192")
  private volatile byte[] k192;

  @ZkConfig("large/k193")
  private volatile byte[] k193;

  @ZkConfig("large/k194")
  private volatile byte[] k194;

  @ZkConfig("large/k195")
  private volatile byte[] k195;

  @ZkConfig("large/k196")
  private volatile byte[] k196;

  @ZkConfig("large/k197")
  private volatile byte[] k197;

  @ZkConfig("large/k198")
  private volatile byte[] k198;

  @ZkConfig("large/k199")
  private volatile byte[] k199;

  byte[] last() {
    return k199;
  }
}
