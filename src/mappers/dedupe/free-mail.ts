import { parse } from 'tldts';

/**
 * Mail providers at which anybody can have a mailbox. Kept by hand: the public lists also hold companies that are somebody's
 * customers (bt.com, parrot.com, clerk.com), and a wrong entry here keeps a company's people apart from it.
 */
const providers = `
  icloud.com me.com mac.com mail.com email.com usa.com hey.com pm.me proton.me protonmail.com protonmail.ch fastmail.com fastmail.fm
  tutanota.com tutanota.de tuta.io tuta.com hushmail.com zohomail.com zohomail.eu inbox.com pobox.com mailbox.org posteo.de posteo.net
  disroot.org riseup.net duck.com skiff.com mailfence.com startmail.com runbox.com lycos.com excite.com rocketmail.com aim.com
  netscape.net juno.com netzero.net earthlink.net mindspring.com att.net sbcglobal.net bellsouth.net pacbell.net swbell.net
  ameritech.net verizon.net comcast.net cox.net charter.net optonline.net optimum.net rr.com roadrunner.com frontier.com
  frontiernet.net windstream.net centurylink.net centurytel.net embarqmail.com q.com suddenlink.net tds.net mchsi.com prodigy.net
  shaw.ca rogers.com sympatico.ca telus.net videotron.ca cogeco.ca eastlink.ca sasktel.net
  btinternet.com btopenworld.com btconnect.com sky.com talktalk.net talktalk.co.uk virginmedia.com virgin.net ntlworld.com
  blueyonder.co.uk tiscali.co.uk freeserve.co.uk plus.net plusnet.com o2.co.uk eircom.net
  web.de freenet.de t-online.de magenta.de arcor.de online.de onlinehome.de vodafonemail.de unitybox.de kabelmail.de aon.at chello.at
  bluewin.ch hispeed.ch sunrise.ch orange.fr wanadoo.fr free.fr sfr.fr laposte.net neuf.fr bbox.fr numericable.fr club-internet.fr
  aliceadsl.fr voila.fr telenet.be skynet.be proximus.be scarlet.be ziggo.nl kpnmail.nl kpnplanet.nl xs4all.nl planet.nl home.nl
  hetnet.nl zonnet.nl casema.nl chello.nl upcmail.nl libero.it virgilio.it tiscali.it alice.it tin.it iol.it inwind.it poste.it
  fastwebnet.it telefonica.net terra.es wanadoo.es ono.com sapo.pt iol.pt netcabo.pt clix.pt mail.telepac.pt
  wp.pl o2.pl onet.pl onet.eu op.pl interia.pl interia.eu gazeta.pl tlen.pl poczta.fm seznam.cz centrum.cz email.cz volny.cz
  azet.sk zoznam.sk freemail.hu citromail.hu abv.bg mail.bg telia.com comhem.se spray.se bredband.net online.no broadpark.no
  mail.dk stofanet.dk jubii.dk luukku.com suomi24.fi kolumbus.fi inbox.lv apollo.lv hot.ee mail.ee forthnet.gr otenet.gr
  mail.ru bk.ru inbox.ru list.ru internet.ru rambler.ru ya.ru ukr.net i.ua meta.ua bigmir.net tut.by
  qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com aliyun.com 139.com 189.cn 21cn.com tom.com
  naver.com daum.net hanmail.net nate.com docomo.ne.jp ezweb.ne.jp softbank.ne.jp i.softbank.jp au.com nifty.com biglobe.ne.jp
  rediffmail.com indiatimes.com sify.com singnet.com.sg starhub.net.sg pacific.net.sg
  bigpond.com bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au westnet.com.au ozemail.com.au xtra.co.nz slingshot.co.nz
  uol.com.br bol.com.br terra.com.br ig.com.br oi.com.br globo.com globomail.com r7.com prodigy.net.mx terra.com.ar fibertel.com.ar
  mweb.co.za webmail.co.za telkomsa.net vodamail.co.za walla.co.il netvision.net.il
  mailinator.com guerrillamail.com 10minutemail.com temp-mail.org yopmail.com trashmail.com sharklasers.com
`;

/** Names under many endings: yahoo.co.uk, hotmail.fr, live.nl, outlook.com.br. */
const everywhere = /^(?:yahoo|ymail|hotmail|live|outlook|msn|gmail|googlemail|gmx|yandex|aol)$/;

const domains: ReadonlySet<string> = new Set(providers.trim().split(/\s+/));

/** True for a domain on which anybody can have a mailbox, so it tells nothing about the company. */
export function isFreeMailDomain(domain: string): boolean {
  const { domain: own, domainWithoutSuffix } = parse(domain.toLowerCase(), { extractHostname: false });
  return own !== null && (domains.has(own) || everywhere.test(domainWithoutSuffix ?? ''));
}
