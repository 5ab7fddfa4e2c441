import type { Lexicon } from './atoms.ts';

/** Turkish. */
export const turkish: Lexicon = {
  person: `
    kişi; ilgili kişi; iletişim kişisi; kontak; yetkili; irtibat; yetkili kişi; üye; kişiler; irtibat kişisi; abone`,
  customer: 'müşteri; müşteriler; cari; danışan',
  lead: 'potansiyel müşteri; aday; aday müşteri; müşteri adayı; potansiyel',
  company: `
    şirket; firma; kuruluş; kurum; işletme; hesap; işveren; firma adı; şirket adı; organizasyon; ünvan firma;
    firma ünvanı; ticari ünvan; unvan ticari`,
  deal: 'fırsat; anlaşma; satış fırsatı; fırsatlar; anlaşmalar',
  activity: 'aktivite; görev; toplantı; arama; etkinlik; randevu; faaliyet',
  product: 'ürün; hizmet',
  user: 'kullanıcı',
  work: 'iş; ofis; işyeri; kurumsal',
  home: 'ev',
  personal: 'kişisel; özel',
  other: 'diğer; başka',
  alternate: 'alternatif; ikinci; yedek; ikincil; ek',
  primary: 'birincil; ana; varsayılan; asıl',
  main: 'merkez; genel; sabit; santral',
  direct: 'doğrudan; direkt',
  mailing: 'yazışma',
  postal: 'posta',
  billing: 'fatura; faturalama',
  shipping: 'sevkiyat; teslimat; kargo; sevk',
  legal: 'yasal',
  expected: 'beklenen; tahmini; planlanan; öngörülen',
  actual: 'gerçekleşen; gerçek',
  current: 'mevcut; ilişkili; bağlı; güncel',
  name: 'adı; isim; ad; ismi',
  first_name: 'ön ad; ilk ad; önad; ilk isim',
  last_name: 'soyad; soyadı; soyisim; soy isim; soy ad; soy adı',
  full_name: `
    ad soyad; adı soyadı; tam ad; isim soyisim; ad soyadı; adı ve soyadı; ad ve soyad; tam isim; tam adı`,
  salutation: 'hitap; selamlama; ünvan hitap',
  title: 'ünvan; unvan; başlık',
  job_title: 'görevi; pozisyon; iş unvanı; görev unvanı; meslek unvanı; rol; iş ünvanı; unvanı',
  department: 'departman; bölüm; birim',
  email: 'e-posta; eposta; e-posta adresi; email; mail; mail adresi; eposta adresi; elektronik posta',
  phone: 'telefon; telefon numarası; tel; telefon no; tel no; sabit telefon; iletişim numarası',
  mobile: 'cep; cep telefonu; mobil; gsm; cep tel; mobil telefon; cep no; cep numarası',
  fax: 'faks; faks numarası; fax; faks no; belgegeçer',
  website: 'web sitesi; internet sitesi; web; web adresi; site; website; web sayfası',
  url: 'bağlantı; link',
  domain: 'alan adı; etki alanı',
  address: 'adres; açık adres; tam adres',
  street: 'sokak; cadde; adres 1; adres satırı 1; cadde sokak; sokak adresi; adres satır 1',
  line2: 'adres 2; adres satırı 2; daire; kat',
  city: 'şehir; il; kent; şehir il; il şehir',
  region: 'bölge; eyalet; eyalet il; eyalet bölge',
  county: 'ilçe; semt',
  postal_code: 'posta kodu; zip kodu; posta kod; pk',
  country: 'ülke; ülke kodu',
  industry: 'sektör; endüstri; sanayi; iş kolu; faaliyet alanı',
  employees: 'çalışan sayısı; çalışanlar; personel sayısı; şirket büyüklüğü',
  revenue: 'yıllık gelir; ciro; gelir; yıllık ciro; yıllık hasılat',
  description: 'açıklama; yorum; yorumlar; ek bilgi; bilgi; tanım; detay; detaylar; açıklamalar; hakkında',
  note: 'not; notlar; içerik',
  parent: 'ana şirket; bağlı olduğu şirket; üst kuruluş; ana firma; holding; üyesi olduğu',
  id: 'id; kimlik; tanımlayıcı; kayıt no',
  external_id: 'harici id; dış kimlik',
  number: 'numara; no; sıra no; numarası',
  code: 'kod; kodu; kısaltma',
  type: 'tip; tür; türü; tipi',
  status: 'durum; statü; durumu',
  stage: 'aşama; evre; satış aşaması; fırsat aşaması; aşaması',
  lifecycle: 'yaşam döngüsü; yaşam döngüsü aşaması',
  source: 'kaynak; köken; kaynağı',
  lead_source: `
    müşteri kaynağı; fırsat kaynağı; kanal; potansiyel müşteri kaynağı; bizi nereden duydunuz; aday kaynağı;
    geliş kaynağı`,
  tags: 'etiketler; anahtar kelimeler; etiket',
  category: 'kategori; grup; segment',
  groups: 'gruplar',
  owner: `
    sahip; sahibi; sorumlu; atanan; müşteri temsilcisi; temsilci; satış temsilcisi; atanan kişi; kayıt sahibi;
    sorumlu kişi; satış sorumlusu; danışman; atanan kullanıcı;
    satış personeli; satış personel; satış elemanı; personel`,
  created: `
    oluşturulma; oluşturulma tarihi; oluşturma tarihi; eklenme tarihi; kayıt tarihi; eklendi; oluşturuldu;
    oluşturulma zamanı; giriş tarihi; ekleme tarihi; üyelik tarihi; oluşturma zamanı`,
  updated: `
    güncellenme tarihi; güncelleme tarihi; değiştirilme tarihi; son güncelleme; değiştirme tarihi; güncellendi;
    son değişiklik; düzenlenme tarihi; son düzenleme; güncelleme; son güncellenme; değiştirilme zamanı`,
  date: 'tarih; tarihi; gün',
  time: 'saat; zaman; saati',
  birthday: 'doğum tarihi; doğum günü',
  amount: `
    tutar; değer; miktar tutar; fırsat değeri; fiyat; toplam; bedel; toplam tutar; anlaşma değeri; tutarı;
    anlaşma tutarı;
    teklif tutarı; teklif bedeli`,
  currency: 'para birimi; döviz; döviz cinsi',
  pipeline: 'satış hunisi; huni; satış süreci; süreç; satış hattı',
  probability: 'olasılık; ihtimal; kazanma olasılığı; gerçekleşme olasılığı; olabilirlik',
  close: 'kapanış; kapanış tarihi; kapatma tarihi; kapanma tarihi; satış tarihi',
  won: 'kazanıldı; kazanılan; kazanma tarihi',
  lost: 'kaybedildi; kaybedilen; kaybetme tarihi',
  reason: 'neden; sebep; nedeni',
  lost_reason: 'kayıp nedeni; kaybetme nedeni; kaybedilme nedeni; kayıp sebebi',
  next_step: 'sonraki adım; bir sonraki adım; sonraki adımlar; sonraki aksiyon; sonraki işlem',
  subject: 'konu',
  body: 'metin; mesaj',
  due: 'son tarih; vade tarihi; bitiş tarihi görev; termin; vade; planlanan tarih',
  done: 'tamamlandı; yapıldı; bitti',
  done_at: 'tamamlanma tarihi; tamamlanma zamanı',
  start: 'başlangıç; başlangıç tarihi; başlama tarihi; başlangıç saati',
  end: 'bitiş; bitiş tarihi; bitiş saati; son tarih saat',
  duration: 'süre; süresi',
  priority: 'öncelik; önem',
  outcome: 'sonuç',
  location: 'konum; yer',
  opt_in: `
    bülten; e-bülten; abone oldu; pazarlama izni; e posta izni; ileti izni; bülten aboneliği;
    e posta pazarlama izni; e posta gönderme izni; gönderme izni; e posta gönderim izni`,
  opt_out: 'abonelikten çıktı; e-posta istemiyor; abonelikten ayrıldı; e posta gönderme; mail istemiyor',
  do_not_call: `
    aramayın; iletişim kurmayın; arama yapılmasın; aranmasın; iletişime geçmeyin; telefon ile aranmayacak;
    aranmayacak`,
  consent: 'onay; kvkk; kvkk onayı; açık rıza; izin; kvkk izni; yasal dayanak',
  language: 'dil; tercih edilen dil',
  related: 'ilgili; ilişkili olduğu; ilgili kayıt; ilgili olduğu',
  filler: 've; veya; için; ile; bilgisi; bilgileri; tl; try; iletişim bilgileri',
  custom: `
    ikinci ad; göbek adı; cinsiyet; medeni durum; eş; çocuk; uyruk; meslek; tc kimlik; tc kimlik no; tckn; vergi no;
    vergi numarası; vergi dairesi; vkn; mersis; mersis no; ticaret sicil no; iban; banka; hesap no; ödeme koşulları;
    ödeme şekli; vade gün; iskonto; müşteri tipi; müşteri türü; firma tipi; puan; derece; kuruluş yılı;
    posta kutusu; mahalle; şube; dahili; facebook; instagram; skype; asistan; yönetici; rakip; rakipler; adet;
    birim fiyat; kar; maliyet; kampanya; sözleşme; sözleşme tarihi; fatura no; teklif; teklif no; sipariş;
    sipariş no; tedarikçi; referans; öneren; ilgi alanları; yaş; plaka; çağrı izni; arama izni;
    kullanıcı adı`,
  ignore: `
    oluşturan; ekleyen; değiştiren; güncelleyen; son aktivite; son iletişim; son görüşme; sonraki aktivite; silindi;
    arşivlendi; fotoğraf; resim; şifre; parola; son arama`,
};
