package io.zkwire.benchmarks.config;

import io.zkwire.annotation.ZkConfig;
import org.jspecify.annotations.Nullable;

/** Two hundred keys, below a group that is an option of the {@code ZkWire}. */
@SuppressWarnings("UnusedVariable") // set by the binding
final class Keys200 {

  static final int COUNT = 200;

  @ZkConfig("bench/${group}/k000")
  private volatile @Nullable String k000;

  @ZkConfig("bench/${group}/k001")
  private volatile @Nullable String k001;

  @ZkConfig("bench/${group}/k002")
  private volatile @Nullable String k002;

  @ZkConfig("bench/${group}/k003")
  private volatile @Nullable String k003;

  @ZkConfig("bench/${group}/k004")
  private volatile @Nullable String k004;

  @ZkConfig("bench/${group}/k005")
  private volatile @Nullable String k005;

  @ZkConfig("bench/${group}/k006")
  private volatile @Nullable String k006;

  @ZkConfig("bench/${group}/k007")
  private volatile @Nullable String k007;

  @ZkConfig("bench/${group}/k008")
  private volatile @Nullable String k008;

  @ZkConfig("bench/${group}/k009")
  private volatile @Nullable String k009;

  @ZkConfig("bench/${group}/k010")
  private volatile @Nullable String k010;

  @ZkConfig("bench/${group}/k011")
  private volatile @Nullable String k011;

  @ZkConfig("bench/${group}/k012")
  private volatile @Nullable String k012;

  @ZkConfig("bench/${group}/k013")
  private volatile @Nullable String k013;

  @ZkConfig("bench/${group}/k014")
  private volatile @Nullable String k014;

  @ZkConfig("bench/${group}/k015")
  private volatile @Nullable String k015;

  @ZkConfig("bench/${group}/k016")
  private volatile @Nullable String k016;

  @ZkConfig("bench/${group}/k017")
  private volatile @Nullable String k017;

  @ZkConfig("bench/${group}/k018")
  private volatile @Nullable String k018;

  @ZkConfig("bench/${group}/k019")
  private volatile @Nullable String k019;

  @ZkConfig("bench/${group}/k020")
  private volatile @Nullable String k020;

  @ZkConfig("bench/${group}/k021")
  private volatile @Nullable String k021;

  @ZkConfig("bench/${group}/k022")
  private volatile @Nullable String k022;

  @ZkConfig("bench/${group}/k023")
  private volatile @Nullable String k023;

  @ZkConfig("bench/${group}/k024")
  private volatile @Nullable String k024;

  @ZkConfig("bench/${group}/k025")
  private volatile @Nullable String k025;

  @ZkConfig("bench/${group}/k026")
  private volatile @Nullable String k026;

  @ZkConfig("bench/${group}/k027")
  private volatile @Nullable String k027;

  @ZkConfig("bench/${group}/k028")
  private volatile @Nullable String k028;

  @ZkConfig("bench/${group}/k029")
  private volatile @Nullable String k029;

  @ZkConfig("bench/${group}/k030")
  private volatile @Nullable String k030;

  @ZkConfig("bench/${group}/k031")
  private volatile @Nullable String k031;

  @ZkConfig("bench/${group}/k032")
  private volatile @Nullable String k032;

  @ZkConfig("bench/${group}/k033")
  private volatile @Nullable String k033;

  @ZkConfig("bench/${group}/k034")
  private volatile @Nullable String k034;

  @ZkConfig("bench/${group}/k035")
  private volatile @Nullable String k035;

  @ZkConfig("bench/${group}/k036")
  private volatile @Nullable String k036;

  @ZkConfig("bench/${group}/k037")
  private volatile @Nullable String k037;

  @ZkConfig("bench/${group}/k038")
  private volatile @Nullable String k038;

  @ZkConfig("bench/${group}/k039")
  private volatile @Nullable String k039;

  @ZkConfig("bench/${group}/k040")
  private volatile @Nullable String k040;

  @ZkConfig("bench/${group}/k041")
  private volatile @Nullable String k041;

  @ZkConfig("bench/${group}/k042")
  private volatile @Nullable String k042;

  @ZkConfig("bench/${group}/k043")
  private volatile @Nullable String k043;

  @ZkConfig("bench/${group}/k044")
  private volatile @Nullable String k044;

  @ZkConfig("bench/${group}/k045")
  private volatile @Nullable String k045;

  @ZkConfig("bench/${group}/k046")
  private volatile @Nullable String k046;

  @ZkConfig("bench/${group}/k047")
  private volatile @Nullable String k047;

  @ZkConfig("bench/${group}/k048")
  private volatile @Nullable String k048;

  @ZkConfig("bench/${group}/k049")
  private volatile @Nullable String k049;

  @ZkConfig("bench/${group}/k050")
  private volatile @Nullable String k050;

  @ZkConfig("bench/${group}/k051")
  private volatile @Nullable String k051;

  @ZkConfig("bench/${group}/k052")
  private volatile @Nullable String k052;

  @ZkConfig("bench/${group}/k053")
  private volatile @Nullable String k053;

  @ZkConfig("bench/${group}/k054")
  private volatile @Nullable String k054;

  @ZkConfig("bench/${group}/k055")
  private volatile @Nullable String k055;

  @ZkConfig("bench/${group}/k056")
  private volatile @Nullable String k056;

  @ZkConfig("bench/${group}/k057")
  private volatile @Nullable String k057;

  @ZkConfig("bench/${group}/k058")
  private volatile @Nullable String k058;

  @ZkConfig("bench/${group}/k059")
  private volatile @Nullable String k059;

  @ZkConfig("bench/${group}/k060")
  private volatile @Nullable String k060;

  @ZkConfig("bench/${group}/k061")
  private volatile @Nullable String k061;

  @ZkConfig("bench/${group}/k062")
  private volatile @Nullable String k062;

  @ZkConfig("bench/${group}/k063")
  private volatile @Nullable String k063;

  @ZkConfig("bench/${group}/k064")
  private volatile @Nullable String k064;

  @ZkConfig("bench/${group}/k065")
  private volatile @Nullable String k065;

  @ZkConfig("bench/${group}/k066")
  private volatile @Nullable String k066;

  @ZkConfig("bench/${group}/k067")
  private volatile @Nullable String k067;

  @ZkConfig("bench/${group}/k068")
  private volatile @Nullable String k068;

  @ZkConfig("bench/${group}/k069")
  private volatile @Nullable String k069;

  @ZkConfig("bench/${group}/k070")
  private volatile @Nullable String k070;

  @ZkConfig("bench/${group}/k071")
  private volatile @Nullable String k071;

  @ZkConfig("bench/${group}/k072")
  private volatile @Nullable String k072;

  @ZkConfig("bench/${group}/k073")
  private volatile @Nullable String k073;

  @ZkConfig("bench/${group}/k074")
  private volatile @Nullable String k074;

  @ZkConfig("bench/${group}/k075")
  private volatile @Nullable String k075;

  @ZkConfig("bench/${group}/k076")
  private volatile @Nullable String k076;

  @ZkConfig("bench/${group}/k077")
  private volatile @Nullable String k077;

  @ZkConfig("bench/${group}/k078")
  private volatile @Nullable String k078;

  @ZkConfig("bench/${group}/k079")
  private volatile @Nullable String k079;

  @ZkConfig("bench/${group}/k080")
  private volatile @Nullable String k080;

  @ZkConfig("bench/${group}/k081")
  private volatile @Nullable String k081;

  @ZkConfig("bench/${group}/k082")
  private volatile @Nullable String k082;

  @ZkConfig("bench/${group}/k083")
  private volatile @Nullable String k083;

  @ZkConfig("bench/${group}/k084")
  private volatile @Nullable String k084;

  @ZkConfig("bench/${group}/k085")
  private volatile @Nullable String k085;

  @ZkConfig("bench/${group}/k086")
  private volatile @Nullable String k086;

  @ZkConfig("bench/${group}/k087")
  private volatile @Nullable String k087;

  @ZkConfig("bench/${group}/k088")
  private volatile @Nullable String k088;

  @ZkConfig("bench/${group}/k089")
  private volatile @Nullable String k089;

  @ZkConfig("bench/${group}/k090")
  private volatile @Nullable String k090;

  @ZkConfig("bench/${group}/k091")
  private volatile @Nullable String k091;

  @ZkConfig("bench/${group}/k092")
  private volatile @Nullable String k092;

  @ZkConfig("bench/${group}/k093")
  private volatile @Nullable String k093;

  @ZkConfig("bench/${group}/k094")
  private volatile @Nullable String k094;

  @ZkConfig("bench/${group}/k095")
  private volatile @Nullable String k095;

  @ZkConfig("bench/${group}/k096")
  private volatile @Nullable String k096;

  @ZkConfig("bench/${group}/k097")
  private volatile @Nullable String k097;

  @ZkConfig("bench/${group}/k098")
  private volatile @Nullable String k098;

  @ZkConfig("bench/${group}/k099")
  private volatile @Nullable String k099;

  @ZkConfig("bench/${group}/k100")
  private volatile @Nullable String k100;

  @ZkConfig("bench/${group}/k101")
  private volatile @Nullable String k101;

  @ZkConfig("bench/${group}/k102")
  private volatile @Nullable String k102;

  @ZkConfig("bench/${group}/k103")
  private volatile @Nullable String k103;

  @ZkConfig("bench/${group}/k104")
  private volatile @Nullable String k104;

  @ZkConfig("bench/${group}/k105")
  private volatile @Nullable String k105;

  @ZkConfig("bench/${group}/k106")
  private volatile @Nullable String k106;

  @ZkConfig("bench/${group}/k107")
  private volatile @Nullable String k107;

  @ZkConfig("bench/${group}/k108")
  private volatile @Nullable String k108;

  @ZkConfig("bench/${group}/k109")
  private volatile @Nullable String k109;

  @ZkConfig("bench/${group}/k110")
  private volatile @Nullable String k110;

  @ZkConfig("bench/${group}/k111")
  private volatile @Nullable String k111;

  @ZkConfig("bench/${group}/k112")
  private volatile @Nullable String k112;

  @ZkConfig("bench/${group}/k113")
  private volatile @Nullable String k113;

  @ZkConfig("bench/${group}/k114")
  private volatile @Nullable String k114;

  @ZkConfig("bench/${group}/k115")
  private volatile @Nullable String k115;

  @ZkConfig("bench/${group}/k116")
  private volatile @Nullable String k116;

  @ZkConfig("bench/${group}/k117")
  private volatile @Nullable String k117;

  @ZkConfig("bench/${group}/k118")
  private volatile @Nullable String k118;

  @ZkConfig("bench/${group}/k119")
  private volatile @Nullable String k119;

  @ZkConfig("bench/${group}/k120")
  private volatile @Nullable String k120;

  @ZkConfig("bench/${group}/k121")
  private volatile @Nullable String k121;

  @ZkConfig("bench/${group}/k122")
  private volatile @Nullable String k122;

  @ZkConfig("bench/${group}/k123")
  private volatile @Nullable String k123;

  @ZkConfig("bench/${group}/k124")
  private volatile @Nullable String k124;

  @ZkConfig("bench/${group}/k125")
  private volatile @Nullable String k125;

  @ZkConfig("bench/${group}/k126")
  private volatile @Nullable String k126;

  @ZkConfig("bench/${group}/k127")
  private volatile @Nullable String k127;

  @ZkConfig("bench/${group}/k128")
  private volatile @Nullable String k128;

  @ZkConfig("bench/${group}/k129")
  private volatile @Nullable String k129;

  @ZkConfig("bench/${group}/k130")
  private volatile @Nullable String k130;

  @ZkConfig("bench/${group}/k131")
  private volatile @Nullable String k131;

  @ZkConfig("bench/${group}/k132")
  private volatile @Nullable String k132;

  @ZkConfig("bench/${group}/k133")
  private volatile @Nullable String k133;

  @ZkConfig("bench/${group}/k134")
  private volatile @Nullable String k134;

  @ZkConfig("bench/${group}/k135")
  private volatile @Nullable String k135;

  @ZkConfig("bench/${group}/k136")
  private volatile @Nullable String k136;

  @ZkConfig("bench/${group}/k137")
  private volatile @Nullable String k137;

  @ZkConfig("bench/${group}/k138")
  private volatile @Nullable String k138;

  @ZkConfig("bench/${group}/k139")
  private volatile @Nullable String k139;

  @ZkConfig("bench/${group}/k140")
  private volatile @Nullable String k140;

  @ZkConfig("bench/${group}/k141")
  private volatile @Nullable String k141;

  @ZkConfig("bench/${group}/k142")
  private volatile @Nullable String k142;

  @ZkConfig("bench/${group}/k143")
  private volatile @Nullable String k143;

  @ZkConfig("bench/${group}/k144")
  private volatile @Nullable String k144;

  @ZkConfig("bench/${group}/k145")
  private volatile @Nullable String k145;

  @ZkConfig("bench/${group}/k146")
  private volatile @Nullable String k146;

  @ZkConfig("bench/${group}/k147")
  private volatile @Nullable String k147;

  @ZkConfig("bench/${group}/k148")
  private volatile @Nullable String k148;

  @ZkConfig("bench/${group}/k149")
  private volatile @Nullable String k149;

  @ZkConfig("bench/${group}/k150")
  private volatile @Nullable String k150;

  @ZkConfig("bench/${group}/k151")
  private volatile @Nullable String k151;

  @ZkConfig("bench/${group}/k152")
  private volatile @Nullable String k152;

  @ZkConfig("bench/${group}/k153")
  private volatile @Nullable String k153;

  @ZkConfig("bench/${group}/k154")
  private volatile @Nullable String k154;

  @ZkConfig("bench/${group}/k155")
  private volatile @Nullable String k155;

  @ZkConfig("bench/${group}/k156")
  private volatile @Nullable String k156;

  @ZkConfig("bench/${group}/k157")
  private volatile @Nullable String k157;

  @ZkConfig("bench/${group}/k158")
  private volatile @Nullable String k158;

  @ZkConfig("bench/${group}/k159")
  private volatile @Nullable String k159;

  @ZkConfig("bench/${group}/k160")
  private volatile @Nullable String k160;

  @ZkConfig("bench/${group}/k161")
  private volatile @Nullable String k161;

  @ZkConfig("bench/${group}/k162")
  private volatile @Nullable String k162;

  @ZkConfig("bench/${group}/k163")
  private volatile @Nullable String k163;

  @ZkConfig("bench/${group}/k164")
  private volatile @Nullable String k164;

  @ZkConfig("bench/${group}/k165")
  private volatile @Nullable String k165;

  @ZkConfig("bench/${group}/k166")
  private volatile @Nullable String k166;

  @ZkConfig("bench/${group}/k167")
  private volatile @Nullable String k167;

  @ZkConfig("bench/${group}/k168")
  private volatile @Nullable String k168;

  @ZkConfig("bench/${group}/k169")
  private volatile @Nullable String k169;

  @ZkConfig("bench/${group}/k170")
  private volatile @Nullable String k170;

  @ZkConfig("bench/${group}/k171")
  private volatile @Nullable String k171;

  @ZkConfig("bench/${group}/k172")
  private volatile @Nullable String k172;

  @ZkConfig("bench/${group}/k173")
  private volatile @Nullable String k173;

  @ZkConfig("bench/${group}/k174")
  private volatile @Nullable String k174;

  @ZkConfig("bench/${group}/k175")
  private volatile @Nullable String k175;

  @ZkConfig("bench/${group}/k176")
  private volatile @Nullable String k176;

  @ZkConfig("bench/${group}/k177")
  private volatile @Nullable String k177;

  @ZkConfig("bench/${group}/k178")
  private volatile @Nullable String k178;

  @ZkConfig("bench/${group}/k179")
  private volatile @Nullable String k179;

  @ZkConfig("bench/${group}/k180")
  private volatile @Nullable String k180;

  @ZkConfig("bench/${group}/k181")
  private volatile @Nullable String k181;

  @ZkConfig("bench/${group}/k182")
  private volatile @Nullable String k182;

  @ZkConfig("bench/${group}/k183")
  private volatile @Nullable String k183;

  @ZkConfig("bench/${group}/k184")
  private volatile @Nullable String k184;

  @ZkConfig("bench/${group}/k185")
  private volatile @Nullable String k185;

  @ZkConfig("bench/${group}/k186")
  private volatile @Nullable String k186;

  @ZkConfig("bench/${group}/k187")
  private volatile @Nullable String k187;

  @ZkConfig("bench/${group}/k188")
  private volatile @Nullable String k188;

  @ZkConfig("bench/${group}/k189")
  private volatile @Nullable String k189;

  @ZkConfig("bench/${group}/k190")
  private volatile @Nullable String k190;

  @ZkConfig("bench/${group}/k191")
  private volatile @Nullable String k191;

  @ZkConfig("bench/${group}/k192")
  private volatile @Nullable String k192;

  @ZkConfig("bench/${group}/k193")
  private volatile @Nullable String k193;

  @ZkConfig("bench/${group}/k194")
  private volatile @Nullable String k194;

  @ZkConfig("bench/${group}/k195")
  private volatile @Nullable String k195;

  @ZkConfig("bench/${group}/k196")
  private volatile @Nullable String k196;

  @ZkConfig("bench/${group}/k197")
  private volatile @Nullable String k197;

  @ZkConfig("bench/${group}/k198")
  private volatile @Nullable String k198;

  @ZkConfig("bench/${group}/k199")
  private volatile @Nullable String k199;

  /** The last of them. */
  @Nullable String last() {
    return k199;
  }
}
