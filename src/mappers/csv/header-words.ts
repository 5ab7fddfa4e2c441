/**
 * Words in column and file names, for telling what a file holds and which columns point elsewhere. Which field a column
 * becomes is the auto-mapper's business: this list stays as short as recognising objects allows.
 * Headers were gathered from exports and import templates in English, German, French, Spanish, Italian, Portuguese and Dutch.
 */

/** A word in a header that names an object. Matched as whole words of the normalised header. */
export const objectWords: Readonly<Record<string, string>> = {
  company:
    'company companies comapny account accounts organization organizations organisation organisations org orgs business firm client customer employer ' +
    'firma unternehmen organisationen entreprise société societe empresa empresas compañia compañía azienda aziende bedrijf bedrijven relatie organização organizacao organización organizzazione cuenta conta ' +
    'cliente klant kunde kunden',
  contact:
    'contact contacts person persons people individual kontakt kontakte ansprechpartner personne contacto contactos contato contatos contatto contatti pessoa pessoas persona personas contactpersoon contactpersonen',
  lead: 'lead leads prospect prospects prospecto interessent interessenten',
  deal:
    'deal deals opportunity opportunities opp opps potential potentials sale ' +
    'geschäft geschäfte verkaufschance verkaufschancen negócio negocio negócios negocios oportunidad oportunidades opportunità opportunita affaire affaires trato tratos verkoopkans',
  activity:
    'activity activities engagement engagements aktivität aktivitäten actividad atividade attività activité activiteit history timeline',
  note: 'note notes notiz notizen nota notas',
  task: 'task tasks todo aufgabe aufgaben tarea tarefas tâche taak',
  call: 'call calls anruf anrufe llamada chamada appel chiamata',
  email: 'emails mails messages',
  meeting:
    'meeting meetings appointment appointments event events termin termine cita reunião réunion riunione afspraak',
  product:
    'product products item items produkt produkte producto productos produto produit produits prodotto article articles',
  user:
    'user users owner owners rep reps salesperson agent agents assignee assigned employee staff ' +
    'besitzer inhaber verantwortlich verantwortlicher zuständig gestionnaire propriétaire responsable proprietário proprietario propietario responsabile eigenaar toegewezen benutzer usuario usuário utente',
};

export type Aspect =
  | 'id'
  | 'name'
  | 'first_name'
  | 'last_name'
  | 'full_name'
  | 'email'
  | 'phone'
  | 'domain'
  | 'website'
  | 'job_title'
  | 'department'
  | 'salutation'
  | 'birthday'
  | 'industry'
  | 'employees'
  | 'revenue'
  | 'street'
  | 'city'
  | 'region'
  | 'postal_code'
  | 'country'
  | 'parent'
  | 'amount'
  | 'currency'
  | 'stage'
  | 'pipeline'
  | 'probability'
  | 'close_date'
  | 'loss_reason'
  | 'deal_status'
  | 'kind'
  | 'subject'
  | 'body'
  | 'due'
  | 'happened'
  | 'duration'
  | 'direction'
  | 'disposition'
  | 'status'
  | 'created'
  | 'updated'
  | 'price'
  | 'sku'
  | 'tags'
  | 'flag'
  | 'description'
  | 'founded'
  | 'editor';

/** What a column says of its object. Tried in order on the normalised header; the first match wins. */
export const aspectPatterns: readonly (readonly [Aspect, RegExp])[] = [
  ['editor', /\b(?:created|modified|updated|deleted|changed|last modified) by\b|\bcreator\b|\berstellt von\b/],
  [
    'created',
    /\b(?:create|created|creation|added|add|entered|angelegt|erstellt|erstellungsdatum|creado|criado|créé|creato|aangemaakt)\b.*\b(?:date|time|at|on|am|datum|utc)\b|\b(?:date|time) (?:created|added|entered|create|of creation)\b|^(?:created|createdate|added|added on|erstellt(?: am)?|erstellungsdatum)$/,
  ],
  [
    'updated',
    /\b(?:modif\w*|updat\w*|chang\w*|geändert|last edit\w*)\b.*\b(?:date|time|at|on|am|utc)?\b|\b(?:date|time) (?:modified|updated)\b/,
  ],
  [
    'close_date',
    /\bclos(?:e|ed|ing)\b.*\b(?:date|day|at|on)\b|\bclosedate\b|\b(?:won|lost) (?:at|on|date|time|day)\b|\bdate (?:won|lost|closed)\b|\babschlussdatum\b|\bcierre\b|\bfechamento\b|\bclôture\b|\bchiusura\b|\bsluitingsdatum\b|\bclose$/,
  ],
  [
    'loss_reason',
    /\b(?:los[st]|lost|loss|lose|closed lost|verlust)\b.*\b(?:reason|grund|motiv\w*)\b|\breason (?:lost|for loss)\b/,
  ],
  [
    'probability',
    /\b(?:probability|wahrscheinlichkeit|probabilidad|probabilidade|probabilité|probabilità|win chance|chance)\b/,
  ],
  ['pipeline', /\b(?:pipeline|embudo|funil)\b/],
  ['stage', /\b(?:stage|stagename|dealstage|phase|etapa|étape|fase)\b/],
  [
    'revenue',
    /\b(?:revenue|annualrevenue|turnover|umsatz|jahresumsatz|chiffre|facturaci[oó]n|faturamento|fatturato|omzet)\b/,
  ],
  [
    'employees',
    /\b(?:employees|employee count|numberofemployees|number of employees|no of employees|headcount|company size|mitarbeiter\w*|effectif|empleados|funcionários|dipendenti|medewerkers)\b/,
  ],
  ['industry', /\b(?:industry|sector|branche|industrie|settore|setor|vertical|line of business)\b/],
  ['founded', /\b(?:founded|established|year founded|gründung\w*)\b/],
  ['parent', /\b(?:parent|subsidiary of|subsidiary|mutter\w*|matriz|reports to|holding)\b/],
  [
    'first_name',
    /\b(?:first ?name|firstname|given ?name|givenname|forename|fname|vorname|prénom|prenom|voornaam|nombre de pila|primeiro nome)\b|^first$/,
  ],
  [
    'last_name',
    /\b(?:last ?name|lastname|surname|family ?name|familyname|lname|nachname|nom de famille|achternaam|apellidos?|sobrenome|cognome)\b|^last$/,
  ],
  ['full_name', /\b(?:full ?name|fullname|display name|nom complet|nome completo|nombre completo|volledige naam)\b/],
  ['salutation', /\b(?:salutation|anrede|prefix|civilité|aanhef|saludo)\b/],
  ['department', /\b(?:department|abteilung|departamento|département|reparto|afdeling)\b/],
  ['birthday', /\b(?:birth\w*|geburtstag|geburtsdatum|cumpleaños|anniversaire|aniversário|dob)\b/],
  ['domain', /\b(?:domain|domain name|domäne|dominio|domínio|domaine)\b/],
  ['direction', /\b(?:direction|inbound|outbound)\b/],
  ['disposition', /\b(?:disposition|outcome|call result)\b/],
  ['subject', /\b(?:subject|betreff|asunto|assunto|objet|oggetto|onderwerp|meeting title)\b/],
  ['body', /\b(?:body|text|html)\b/],
  [
    'flag',
    /^(?:is|has|do not|not)\b|\b(?:opt out|opt in|unsubscribed|bounced|deleted|converted|active|archived|optout|optin|blacklisted)\b/,
  ],
  ['status', /\be ?mail(?: \w+)* status\b/],
  ['email', /\b(?:e ?mails?|email address|courriel|correo|mail|emailaddress|e mailadres|emailadres)\b/],
  [
    'phone',
    /\b(?:phone|phones|telephone|mobile|mobil|cell|fax|tel|telefon|telefono|teléfono|téléphone|telefone|telefoon|handy|gsm|whatsapp)\b/,
  ],
  ['website', /\b(?:web ?site|website|web ?page|homepage|url|site web|página web|sito web|webseite)\b/],
  [
    'postal_code',
    /\b(?:zip|zip code|zipcode|post ?code|postcode|postal ?code|postalcode|plz|postleitzahl|cap|cep|code postal|código postal)\b/,
  ],
  ['city', /\b(?:city|town|ort|stadt|ville|ciudad|cidade|città|plaats|billingcity|mailingcity)\b/],
  ['region', /\b(?:state|region|province|county|bundesland|provincia|estado|prov|uf)\b(?!us)/],
  ['country', /\b(?:country|land|pays|país|pais|paese|location)\b/],
  ['street', /\b(?:street|address|adress|adresse|strasse|straße|rue|calle|endereço|indirizzo|adres|direcci[oó]n)\b/],
  ['due', /\b(?:due|fällig|deadline|remind\w*|start|start time|start date|end time|end date|scheduled)\b/],
  ['duration', /\b(?:duration|durationinminutes|minutes|dauer|length)\b/],
  ['body', /\b(?:comments?|content|inhalt|message|notes?|notizen)\b/],
  [
    'happened',
    /\b(?:timestamp|activity ?date|activitydate|activity time|date time|occurred|happened|logged|completed|done)\b/,
  ],
  ['kind', /\b(?:activity ?type|engagement type|type|typ|tipo|kind)\b/],
  [
    'job_title',
    /\b(?:job ?title|jobtitle|title|position|role|funktion|fonction|cargo|puesto|job|functie|poste|ruolo)\b/,
  ],
  ['price', /\b(?:price|unit price|list price|preis|precio|preço|prix|prezzo|prijs|cost)\b/],
  ['sku', /\b(?:sku|article number|product code|part number|artikelnummer|series)\b/],
  ['currency', /\b(?:currency|currencyisocode|währung|moneda|moeda|devise|valuta)\b/],
  ['amount', /\b(?:amount|value|worth|betrag|wert|importe|valor|montant|importo|bedrag|deal size|acv|arr|mrr)\b/],
  ['tags', /\b(?:tags?|labels?|etiquetas|étiquettes|groups?|lists?)\b/],
  ['status', /\b(?:status|état|estatus|state of)\b/],
  ['description', /\b(?:description|beschreibung|descripción|descrição|details|about|background)\b/],
  [
    'id',
    /\b(?:id|ids|guid|uuid|key|record id|identifier|external id|no|nr|nummer|number|code|relatienummer)\b$|^(?:id|guid|uuid|identifier)\b|\bid\b/,
  ],
  ['name', /\b(?:name|names|nom|nome|nombre|naam|dealname|companyname|razón social|ragione sociale)\b/],
];

/** Cells of a type column, and what activity each stands for. */
export const activityKinds: Readonly<Record<string, string>> = {
  note: 'note',
  notes: 'note',
  notiz: 'note',
  nota: 'note',
  comment: 'note',
  memo: 'note',
  task: 'task',
  'to-do': 'task',
  todo: 'task',
  'to do': 'task',
  aufgabe: 'task',
  tarea: 'task',
  tarefa: 'task',
  'follow-up': 'task',
  'follow up': 'task',
  deadline: 'task',
  call: 'call',
  calls: 'call',
  'phone call': 'call',
  anruf: 'call',
  llamada: 'call',
  'logged call': 'call',
  voicemail: 'call',
  email: 'email',
  'e-mail': 'email',
  mail: 'email',
  incoming_email: 'email',
  forwarded_email: 'email',
  correo: 'email',
  meeting: 'meeting',
  event: 'meeting',
  appointment: 'meeting',
  termin: 'meeting',
  lunch: 'meeting',
  demo: 'meeting',
  cita: 'meeting',
  visit: 'meeting',
};
