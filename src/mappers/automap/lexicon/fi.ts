import type { Lexicon } from './atoms.ts';

/** Finnish. */
export const finnish: Lexicon = {
  person: `
    yhteyshenkilö; henkilö; kontakti; jäsen; yhteyshenkilöt; kontaktit; tilaaja; yhteyshenkilön; kontaktin; henkilön`,
  customer: 'asiakas; asiakkaat; asiakkaan',
  lead: 'liidi; prospekti; liidit',
  company: `
    yritys; organisaatio; yhtiö; työnantaja; firma; tili; yrityksen nimi; yhdistys; yritykset; yrityksen;
    organisaation; tilin`,
  deal: `
    kauppa; myyntimahdollisuus; mahdollisuus; diili; kaupat; myyntimahdollisuudet; kaupan; myyntimahdollisuuden;
    mahdollisuuden; diilin`,
  activity: `
    aktiviteetti; tehtävä; tapaaminen; puhelu; tapahtuma; toimenpide; aktiviteetit; tehtävän; aktiviteetin;
    tapahtuman; puhelun`,
  product: 'tuote; palvelu',
  user: 'käyttäjä',
  work: 'työ; toimisto; työpaikka',
  home: 'koti',
  personal: 'henkilökohtainen; yksityinen',
  other: 'muu; muut',
  alternate: 'vaihtoehtoinen; toinen; toissijainen; lisä',
  primary: 'ensisijainen; oletus',
  main: 'pää; vaihde; keskus',
  direct: 'suora',
  postal: 'posti',
  billing: 'laskutus',
  shipping: 'toimitus',
  legal: 'käynti',
  expected: 'odotettu; arvioitu; suunniteltu; ennustettu',
  actual: 'toteutunut',
  current: 'nykyinen; liittyvä',
  name: 'nimi',
  first_name: 'etunimi; etunimet; kutsumanimi',
  last_name: 'sukunimi',
  full_name: 'koko nimi; etu ja sukunimi; etunimi sukunimi; nimi kokonaan; sukunimi etunimi',
  salutation: 'puhuttelu; tervehdys',
  title: 'titteli',
  job_title: 'tehtävänimike; asema; rooli; työnimike; ammattinimike; toimenkuva; nimike',
  department: 'osasto',
  email: 'sähköposti; sähköpostiosoite; s posti; sposti; email; sähköpostit',
  phone: 'puhelin; puhelinnumero; puh; puhelinnro; puh nro; numero puhelin; puhelinnumerot',
  mobile: 'matkapuhelin; kännykkä; gsm; matkapuhelinnumero; mobiili',
  fax: 'faksi; faksinumero',
  website: `
    verkkosivu; kotisivu; www; verkkosivusto; verkkosivut; kotisivut; nettisivu; nettisivut; www osoite; web sivu`,
  url: 'linkki',
  domain: 'verkkotunnus',
  address: 'osoite; postiosoite; koko osoite',
  street: 'katu; katuosoite; lähiosoite; osoite 1; osoiterivi 1; kadunnimi; käyntiosoite katu; jakeluosoite',
  line2: 'osoite 2; osoiterivi 2; lisäosoite',
  city: 'kaupunki; postitoimipaikka; kunta; paikkakunta; toimipaikka',
  region: 'maakunta; osavaltio; alue; lääni; osavaltio alue',
  postal_code: 'postinumero; postinro',
  country: 'maa; maakoodi; valtio',
  industry: 'toimiala; ala; toimialat',
  employees: `
    henkilöstömäärä; työntekijät; työntekijämäärä; henkilöstö; henkilöstön määrä; työntekijöiden määrä;
    yrityksen koko`,
  revenue: 'liikevaihto; vuosiliikevaihto; liikevaihtoluokka',
  description: `
    kuvaus; kommentti; kommentit; lisätiedot; huomautus; selite; lisätieto; tiedot; huomautukset; huomiot`,
  note: 'muistiinpano; muistiinpanot; sisältö; muistio',
  parent: 'emoyhtiö; konserni; emoyritys; kuuluu organisaatioon',
  id: 'tunnus; id; tunniste',
  external_id: 'ulkoinen tunnus',
  number: 'numero; nro',
  code: 'koodi; lyhenne',
  type: 'tyyppi; laji',
  status: 'tila; status',
  stage: 'vaihe; myyntivaihe; kaupan vaihe',
  lifecycle: 'elinkaari; elinkaaren vaihe',
  source: 'lähde; alkuperä',
  lead_source: 'liidin lähde; kanava; liidilähde; yhteydenoton lähde',
  tags: 'tunnisteet; tagit; avainsanat; tägit',
  category: 'luokka; ryhmä; kategoria; luokitus; segmentti',
  groups: 'ryhmät',
  owner: 'omistaja; vastuuhenkilö; myyjä; vastuumyyjä; osoitettu; vastuullinen; asiakasvastaava',
  created: `
    luotu; luontipäivä; lisätty; luontiaika; luontipvm; luomispäivä; luotu pvm; rekisteröity; lisäyspäivä;
    liittymispäivä; asiakkuus alkanut`,
  updated: `
    muokattu; päivitetty; muutettu; viimeksi muokattu; muokkauspäivä; viimeksi päivitetty; muokattu pvm;
    päivityspäivä; muutospäivä; viimeisin muokkaus`,
  date: 'päivämäärä; pvm; päiväys; päivä',
  time: 'aika; kellonaika',
  birthday: 'syntymäaika; syntymäpäivä; syntynyt',
  amount: 'summa; arvo; hinta; kaupan arvo; määrä euroina; yhteensä; kokonaissumma; tarjouksen arvo',
  currency: 'valuutta',
  pipeline: 'myyntiputki; putki; myyntisuppilo',
  probability: 'todennäköisyys',
  close: 'sulkemispäivä; suljettu; päättymispäivä kauppa; kauppapäivä; sulkeutumispäivä; päätöspäivä',
  won: 'voitettu',
  lost: 'hävitty; menetetty',
  reason: 'syy',
  lost_reason: 'häviön syy; menetyksen syy; hävityn syy',
  next_step: 'seuraava askel; seuraava vaihe; seuraavat toimenpiteet',
  subject: 'aihe; otsikko',
  body: 'teksti; viesti',
  due: 'eräpäivä; määräaika; erääntyy; deadline',
  done: 'valmis; tehty; suoritettu',
  done_at: 'valmistunut; suoritettu pvm; valmistumispäivä',
  start: 'alku; alkaa; alkupäivä; aloituspäivä; alkamisaika; alkupvm',
  end: 'loppu; päättyy; loppupäivä; päättymispäivä; loppupvm; päättymisaika',
  duration: 'kesto',
  priority: 'prioriteetti; tärkeys',
  outcome: 'tulos; lopputulos',
  location: 'paikka; sijainti',
  opt_in: `
    uutiskirje; markkinointilupa; sähköpostimarkkinointi; suoramarkkinointilupa; markkinointisuostumus;
    uutiskirjeen tilaaja; sähköpostilupa`,
  opt_out: `
    peruutettu; ei sähköpostia; suoramarkkinointikielto; markkinointikielto; uutiskirje peruttu; sähköpostikielto`,
  do_not_call: 'ei saa soittaa; älä soita; ei yhteydenottoja; puhelinkielto; älä ota yhteyttä',
  consent: 'suostumus; gdpr; oikeusperuste',
  language: 'kieli; asiointikieli',
  related: 'liittyy; liittyy kohteeseen',
  filler: 'ja; tai; on; eur',
  custom: `
    toinen nimi; sukupuoli; siviilisääty; kansalaisuus; ammatti; y tunnus; ytunnus; yritystunnus; henkilötunnus;
    hetu; alv; alv numero; iban; pankki; tilinumero; verkkolaskuosoite; ovt; ovt tunnus; operaattori; välittäjä;
    maksuehto; alennus; luottoraja; asiakastyyppi; yritysmuoto; yhtiömuoto; asiakasnumero tyyppi; perustettu;
    perustamisvuosi; postilokero; kaupunginosa; facebook; instagram; skype; twitter; esimies; avustaja; kilpailija;
    kilpailijat; määrä; yksikköhinta; kate; kustannus; kampanja; sopimus; sopimusnumero; sopimuksen alku;
    sopimuksen loppu; laskun numero; tarjous; tarjousnumero; tilaus; tilausnumero; toimittaja; viite; suosittelija;
    jäsennumero; ikä; seuraava yhteydenotto; toimialakoodi;
    käyttäjätunnus; käyttäjänimi`,
  ignore: `
    luonut; lisännyt; muokannut; päivittänyt; viimeisin aktiviteetti; viimeisin yhteydenotto;
    viimeksi otettu yhteyttä; seuraava aktiviteetti; poistettu; arkistoitu; kuva; salasana; logo`,
};
