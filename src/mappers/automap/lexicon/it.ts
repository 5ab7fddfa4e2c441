import type { Lexicon } from './atoms.ts';

/** Italian. */
export const italian: Lexicon = {
  person: `
    contatto; contatti; persona; referente; persona di contatto; persona di riferimento; iscritto; membro; socio;
    abbonato; nominativo contatto; referenti; partecipante; contatto principale; referente principale; interlocutore`,
  customer: 'cliente; clienti; anagrafica',
  lead: 'lead; prospect; potenziale; potenziale cliente; cliente potenziale; contatto commerciale',
  company: `
    azienda; società; ditta; organizzazione; impresa; account; ragione sociale; datore di lavoro; ente; istituzione;
    aziende; compagnia; denominazione; rag soc; rag sociale; denominazione sociale; associazione; studio;
    denominazione commerciale; nome commerciale`,
  deal: `
    opportunità; affare; trattativa; offerta commerciale; trattative; vendita opportunità; deal; negoziazione;
    opportunità di vendita`,
  activity: `
    attività; compito; chiamata; riunione; evento; appuntamento; telefonata; incontro; impegno; task; interazione;
    interazioni; chiamate; riunioni; eventi; appuntamenti; visita; visite`,
  product: 'prodotto; articolo; servizio; prodotti; servizi',
  user: 'utente',
  work: 'ufficio; lavoro; aziendale; professionale; lavorativo; uff',
  home: 'casa; abitazione; residenza',
  personal: 'personale; privato; privata; domicilio',
  other: 'altro; altra; altri; altre; ulteriore',
  alternate: 'alternativo; alternativa; secondario; secondaria; secondo; seconda; aggiuntivo; opzionale',
  primary: 'principale; primario; primaria; preferito; predefinito; preferita',
  main: 'centralino; generale; sede; fisso; centrale; sede principale; sede centrale',
  direct: 'diretto; diretta',
  mailing: 'corrispondenza; recapito posta',
  postal: 'postale; posta',
  billing: 'fatturazione; fattura; fatt',
  shipping: 'spedizione; consegna',
  legal: 'legale; fiscale; sede legale; sociale',
  expected: 'previsto; prevista; stimato; stimata; atteso; attesa; presunta; presunto; previsione',
  actual: 'effettivo; effettiva; reale',
  current: 'attuale; associato; associata; collegato; collegata; corrente; correlato',
  name: 'nome; denominazione nome; nominativo nome',
  first_name: 'nome proprio; primo nome; nome di battesimo',
  last_name: 'cognome; cognomi',
  full_name: `
    nome completo; nome e cognome; cognome e nome; nome cognome; cognome nome; nominativo; nome per esteso;
    intestatario; nome intero`,
  salutation: 'appellativo; titolo di cortesia; saluto; prefisso titolo; sig sig ra; forma di cortesia',
  title: 'titolo',
  job_title: `
    ruolo; posizione; mansione; qualifica; titolo professionale; posizione lavorativa; funzione; carica; incarico;
    posizione aziendale; ruolo aziendale; titolo di lavoro; titolo lavoro; titolo lavorativo; job title ruolo;
    professione ruolo; qualifica professionale;
    designazione`,
  department: 'reparto; dipartimento; ufficio reparto; divisione; settore reparto',
  email: `
    e-mail; email; posta elettronica; indirizzo email; indirizzo e-mail; mail; indirizzo di posta elettronica;
    indirizzo mail; indirizzo posta elettronica; posta elettr`,
  phone: `
    telefono; tel; numero di telefono; telefono fisso; n telefono; numero telefono; recapito telefonico; tel fisso;
    telefoni; numero telefonico; n tel; recapito; num telefono; nr telefono; n di telefono; contatto telefonico;
    utenza telefonica`,
  mobile: `
    cellulare; cell; telefono cellulare; mobile; telefono mobile; numero di cellulare; tel cell; numero cellulare;
    telefonino; n cellulare; tel cellulare; cellulari; numero cell; tel mobile`,
  fax: 'fax; numero di fax; telefax; numero fax; n fax',
  website: `
    sito web; sito; sito internet; pagina web; web; indirizzo web; url sito; url sito web; sito aziendale;
    sito web url; indirizzo internet; url del sito web;
    http`,
  url: 'link; collegamento; indirizzo url',
  domain: 'dominio; nome di dominio; nome dominio; dominio aziendale',
  linkedin: 'profilo linkedin; pagina linkedin; url linkedin',
  address: 'indirizzo; indirizzo completo; ind; recapito indirizzo; indirizzi; ubicazione',
  street: `
    via; strada; via e numero; indirizzo 1; via numero; indirizzo riga 1; via piazza; via e numero civico;
    indirizzo via; riga indirizzo 1; via e n civico; via n; strada 1; nome via; via 1; viale`,
  line2: `
    indirizzo 2; indirizzo riga 2; scala; interno; presso; riga indirizzo 2; complemento indirizzo; piano; edificio;
    via 2; strada 2; dettagli indirizzo; indirizzo aggiuntivo; indirizzo supplementare`,
  city: `
    città; comune; località; paese città; citta; luogo; città comune; residenza città; citta comune; municipio`,
  region: `
    provincia; regione; prov; stato provincia; provincia regione; stato regione; provincia stato; pr;
    sigla provincia; cantone; provincia sigla; regione provincia`,
  state_or_status: 'stato',
  county: 'circondario; distretto',
  postal_code: 'cap; codice postale; c a p; cap postale; codice avviamento postale; cod postale',
  country: `
    paese; nazione; codice paese; stato nazione; nazione stato; nome del paese; codice nazione; stato estero;
    paese regione; paese di residenza`,
  industry: `
    settore; settore industriale; industria; settore di attività; ramo; settore merceologico;
    categoria merceologica; settore attività; tipologia di attività; comparto; branca; ramo di attività;
    attività economica; settore aziendale`,
  employees: `
    dipendenti; numero di dipendenti; n dipendenti; numero dipendenti; addetti; impiegati; dimensione azienda;
    num dipendenti; n di dipendenti; numero addetti; dimensioni azienda; nr dipendenti; fascia dipendenti;
    classe dipendenti; dimensione aziendale; totale dipendenti; numero di impiegati; organico`,
  revenue: `
    fatturato; fatturato annuo; ricavi annui; ricavi; entrate annuali; fatturato annuale; volume d affari;
    ricavo annuo; entrate annue; fascia fatturato; classe fatturato; ultimo fatturato; reddito annuo`,
  description: `
    riepilogo; descrizione; commento; commenti; osservazioni; annotazioni; informazioni aggiuntive; dettagli; informazioni;
    info; memo; descr; osservazione; annotazione; altre informazioni; ulteriori informazioni; note aggiuntive;
    informazioni su; dettaglio; note libere`,
  note: 'nota; note; contenuto; appunti',
  parent: `
    società madre; azienda madre; capogruppo; casa madre; azienda principale; gruppo societario; membro di;
    controllante; società controllante; azienda capogruppo; organizzazione principale; gruppo di appartenenza;
    filiale di;
    account principale; account padre`,
  id: 'id; identificativo; chiave; codice identificativo; identificatore; id univoco; codice id',
  external_id: 'id esterno; codice esterno; identificativo esterno',
  number: 'numero; nr; num; n°; progressivo',
  code: 'codice; cod; sigla',
  type: 'tipo; tipologia; genere tipo',
  status: `
    stato attuale; stato trattativa; status; stato del contatto; stato cliente; stato lead; situazione;
    stato del lead; stato contatto; stato offerta; stato opportunità; stato avanzamento`,
  stage: `
    fase; fase di vendita; stadio; stadio di vendita; fase della trattativa; fase trattativa; fase vendita;
    fase dell affare; fase opportunità; livello avanzamento; fase della vendita; fase offerta; step di vendita`,
  lifecycle: 'ciclo di vita; fase del ciclo di vita; stadio del ciclo di vita',
  source: 'fonte; origine; provenienza',
  lead_source: `
    fonte del lead; origine contatto; fonte lead; origine lead; come ci ha conosciuto; canale; fonte contatto;
    origine del lead; provenienza contatto; provenienza lead; fonte principale; origine del contatto;
    canale di acquisizione; fonte di contatto; come ci hai conosciuto; fonte originale; canale di provenienza;
    fonte acquisizione; fonte opportunità; fonte di acquisizione; fonte del contatto; canale acquisizione; sorgente;
    sorgente lead`,
  tags: 'etichette; tag; parole chiave; etichetta; tags; parola chiave',
  category: 'categoria; gruppo; segmento; classificazione; segmentazione; categoria cliente gruppo',
  groups: 'categorie; gruppi',
  owner: `
    proprietario; responsabile; assegnato a; agente; venditore; commerciale; assegnato; utente assegnato; gestore;
    commerciale di riferimento; funzionario; account manager; proprietario del contatto; agente di riferimento;
    responsabile commerciale; referente interno; incaricato; proprietario contatto; seguito da; assegnatario;
    utente responsabile; agente assegnato; addetto commerciale; consulente; venditore assegnato; gestito da;
    rappresentante; commerciale assegnato; proprietario lead; titolare del record; in carico a;
    titolare opportunità; titolare account; titolare contatto; titolare lead; titolare attività`,
  created: `
    creata; aggiunta il; inserita il; data di apertura; creato; creato il; data creazione; data di creazione;
    aggiunto il; data inserimento; data di inserimento; creazione; data di registrazione; data iscrizione;
    data di iscrizione; inserito il; registrato il; data registrazione; iscritto il; data di inserim; cliente dal;
    data apertura; creata il; data acquisizione; data aggiunta; data e ora creazione; data ora creazione;
    ora di creazione; inserimento; socio dal; data di aggiunta; data ingresso; data adesione;
    data primo inserimento; data e ora di creazione`,
  updated: `
    modificata; aggiornata; aggiornata il; modificato; modificato il; data modifica; data di modifica; aggiornato;
    aggiornato il; ultima modifica; ultimo aggiornamento; data aggiornamento; data ultima modifica;
    data di aggiornamento; data ultimo aggiornamento; aggiornamento; modifica; modificata il;
    data dell ultima modifica; data e ora modifica; ultima variazione; ora di modifica; data di ultima modifica;
    data e ora di modifica; ora modifica`,
  date: 'data; giorno; il',
  time: 'ora; orario',
  birthday: 'compleanno; data di nascita; nascita; data nascita; nato il; nata il; data di compleanno; nato a il',
  amount: `
    importo; valore; ammontare; prezzo; totale; importo totale; valore trattativa; valore dell affare;
    budget importo; valore stimato; valore totale; importo previsto; importo offerta; valore dell opportunità;
    valore opportunità; valore offerta; ricavo previsto; valore affare; importo trattativa; ricavi previsti;
    importo stimato; valore contratto; importo opportunità; entrate previste; quotazione`,
  currency: 'valuta; divisa; codice valuta; moneta',
  pipeline: `
    pipeline; imbuto; processo di vendita; imbuto di vendita; pipeline di vendita; funnel di vendita;
    pipeline vendite`,
  probability: `
    probabilità; probabilità di chiusura; probabilità di successo; percentuale di successo; probabilita;
    probabilità chiusura; probabilità di vincita; possibilità; percentuale probabilità; probabilità di vendita`,
  close: `
    chiusura; data chiusura; data di chiusura; chiuso il; data vendita; data di vendita; chiusa il; chiuso;
    data firma; data conclusione; data di stipula; data chiusura trattativa; data ordine`,
  won: 'vinto; vinta; vinta il; data vincita; vinto il',
  lost: 'perso; persa; persa il; data perdita; perso il; perdita',
  reason: 'motivo; ragione; causa; motivazione',
  lost_reason: `
    motivo della perdita; motivo perdita; ragione perdita; motivo perso; motivazione perdita; motivo di perdita;
    causa perdita; motivo del rifiuto; motivo persa; causa della perdita; motivo rifiuto; ragione della perdita`,
  next_step: `
    prossimo passo; prossima azione; passo successivo; passi successivi; prossimi passi; fase successiva;
    step successivo; passaggio successivo`,
  subject: 'oggetto; argomento; titolo attività; nome attività; tema',
  body: 'testo; messaggio; corpo; resoconto; verbale; corpo del messaggio',
  due: `
    scadenza; data scadenza; data di scadenza; da fare entro; data appuntamento; data prevista; entro il;
    data attività; data evento; data e ora; data pianificata; pianificato per; data appunt; termine`,
  done: 'completato; fatto; completata; terminato; svolto; eseguito; concluso; conclusa; eseguita',
  done_at: `
    completato il; data completamento; data di completamento; eseguito il; terminato il; fatto il; completata il;
    data esecuzione; concluso il; data fine attività`,
  start: `
    inizio; data inizio; ora inizio; data di inizio; ora di inizio; dal; inizia il; data e ora inizio;
    data e ora di inizio; ora d inizio`,
  end: 'fine; data fine; ora fine; data di fine; ora di fine; finisce il; data e ora fine; data e ora di fine',
  duration: 'durata; durata minuti; durata in minuti; tempo impiegato; durata chiamata; minuti',
  priority: 'priorità; urgenza; importanza',
  direction: 'direzione',
  outcome: 'esito; risultato',
  location: 'luogo evento; posizione luogo; località evento; sede riunione',
  opt_in: `
    newsletter; iscritto newsletter; consenso newsletter; iscritto alla newsletter; accetta email; opt in;
    iscrizione newsletter; accetta marketing; consenso email; consenso marketing; consenso commerciale;
    riceve newsletter; autorizzazione email; consenso mailing; invio newsletter; mailing list; consenso invio email;
    consenso pubblicità; consenso promozionale; marketing consenso; consenso comunicazioni commerciali; invio email`,
  opt_out: `
    disiscritto; non inviare email; cancellato newsletter; opt out; disiscritto newsletter; rifiuto email; no email;
    escluso email; rinuncia e-mail; disiscrizione; non inviare mail; rinuncia email; annullata iscrizione;
    rifiuta email; revoca consenso; cancellazione newsletter; cancellato dalla newsletter; rifiuto newsletter;
    rifiuto e mail`,
  do_not_call: `
    non chiamare; non contattare; non telefonare; no telefonate; no chiamate; rifiuto telefonate;
    registro opposizioni`,
  consent: `
    consenso; privacy; gdpr; consenso privacy; base giuridica; consenso gdpr; trattamento dati;
    autorizzazione privacy; consenso trattamento dati; informativa privacy; stato consenso; fonte del consenso;
    origine consenso; privacy firmata; liberatoria; consenso al trattamento; base legale`,
  language: 'lingua; lingua preferita; lingue',
  related: 'relativo a; collegato a; correlato a; associato a; in relazione a; riferito a',
  filler: `
    record; di; del; della; dello; dei; degli; delle; e; o; la; lo; i; gli; le; a; al; alla; in; nel; nella; per;
    con; da; dal record; un; una; se; campo; facoltativo; obbligatorio; gg mm aaaa; che; è; ad; dati; su; s; vs; ns;
    euro; l; dell; d; scheda; dati contatto; informazioni contatto; informazioni di contatto`,
  custom: `
    segretaria; secondo nome; suffisso; soprannome; sesso; genere; stato civile; coniuge; moglie; marito; figli;
    nazionalità; cittadinanza; hobby; interessi; professione; titolo di studio; iniziali; assistente;
    nome assistente; superiore; capo; riporta a; partita iva; p iva; partita i v a; piva; p i; p iva cf; partiva;
    codice fiscale; cf; c f; cod fiscale; cod fisc; codice fiscale partita iva; codice sdi; sdi;
    codice destinatario; codice univoco; codice univoco sdi; pec; indirizzo pec; email pec; rea; numero rea;
    camera di commercio; forma giuridica; capitale sociale; iban; banca; conto corrente; abi; cab;
    condizioni di pagamento; modalità di pagamento; metodo di pagamento; pagamento; termini di pagamento; sconto;
    listino; fido; aliquota; iva; split payment; tipo di cliente; tipo cliente; tipo di account; tipo contatto;
    tipo azienda; tipologia cliente; tipo account; valutazione; punteggio; rating; score; anno fondazione;
    anno di fondazione; fondazione; casella postale; numero civico; civico; n civico; frazione; quartiere; zona;
    area; territorio; filiale; interno telefonico; cercapersone; skype; facebook; twitter; instagram; whatsapp;
    concorrente; concorrenti; prossimo contatto; data prossimo contatto; richiamare; data richiamo; ponderato;
    valore ponderato; quantità; qta; prezzo unitario; margine; costo; utile; campagna; contratto; data contratto;
    inizio contratto; fine contratto; numero contratto; scadenza contratto; numero fattura; data fattura;
    preventivo; numero preventivo; offerta; numero offerta; ordine; numero ordine; fornitore; riferimento; rif;
    riferimenti; segnalato da; segnalatore; raccomandato da; ateco; codice ateco; codice sic; classe; corso;
    livello; età; luogo di nascita; luogo nascita; provincia di nascita; comune di nascita; tessera; numero tessera;
    quota; pagato; immobile; tipo immobile; superficie; patente; targa; carta d identità; documento;
    numero documento; tipo documento; totale ordini; ultimo acquisto; totale speso; disponibilità;
    preferenza contatto; indirizzo di spedizione; saldo; scoperto; agenzia; provvigione;
    nome utente;
    interessato a`,
  ignore: `
    creato da; creatore; modificato da; aggiornato da; ultima attività; ultimo contatto; data ultimo contatto;
    ultima chiamata; ultima visita; prossima attività; prossimo appuntamento; numero di attività; eliminato;
    cancellato; archiviato; latitudine; longitudine; foto; immagine; logo; visibile a; tipo email; tipo telefono;
    tipo di telefono; inserito da; aggiunto da; autore; promemoria; avatar; password; data ultima attività;
    ultima interazione; ultimo accesso; data ultima visita; convertito; importato il; coordinate; ultima email;
    totale telefonate; totale visite`,
};
