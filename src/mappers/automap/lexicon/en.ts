import type { Lexicon } from './atoms.ts';

export const english: Lexicon = {
  person: `
    contact; person; people; contact person; contact record; individual; member; subscriber; attendee; participant;
    applicant; candidate; guest; key contact; point of contact; poc; main contact; associated contact;
    associated person; related contact; patient; student; donor; constituent; friend`,
  customer: 'customer; client; cust; buyer; relation; party; debtor; partner',
  lead: 'lead; prospect; enquiry; inquiry',
  company: `
    co name; comp name; company nm; comp; cmpny; company account name; company; organization; organisation; account;
    employer; firm; corporation; org; enterprise; agency; brokerage; dba; workplace; institution; school;
    business name; company organization; company account; current employer; place of work; institute; associated company;
    associated organization; related account; parent customer; sales account; b2b company; trading name; legal entity name;
    legal name; acct; organization1; organizations; organisations; accounts; companies; doing business as`,
  deal: `
    deal; opportunity; potential; opp; opty; oppty; sales opportunity; associated deal; opportunities; transaction`,
  activity: `
    activity; task; event; meeting; appointment; call; note activity; todo; to do; engagement; interaction;
    calendar event; reminder; action item; communication; conversation; correspondence log; touchpoint`,
  user: 'user; crm user',
  product: 'product; item; line item; sku; service; article; product code; products; listing',
  work: 'wk; ofc; bus; work; office; business; business hours; corporate; professional; job; company work; off',
  home: 'hm; res; home; residence; residential; house',
  personal: 'personal; private',
  other: 'other; others; misc; miscellaneous; another',
  alternate: `
    alternate; alt; alternative; secondary; second; 2nd; additional; third; 3rd; fourth; extra; further; backup`,
  primary: 'primary; preferred; default; pref; best; primary contact method',
  main: `
    main; general; switchboard; headquarters; hq; head office; central; reception; landline; land line; main office;
    principal; fixed`,
  direct: 'direct; direct dial; direct line; ddi; did; direct phone',
  day: 'day; daytime',
  evening: 'evening; night; after hours',
  mailing: 'mailing; correspondence; mail to',
  postal: 'postal; post',
  billing: 'billing; invoice; invoicing; bill to; billing to; bill',
  shipping: 'shipping; delivery; ship to; ship; deliver to',
  legal: 'legal; registered; statutory; visiting; physical; location address; venue address; mailing physical',
  expected: `
    expected; estimated; est; forecast; forecasted; target; projected; anticipated; planned; exp; tentative;
    predicted`,
  actual: 'actual; real; final; effective',
  current: 'current; associated; existing; linked; present; latest; my; your; our',
  name: 'name; names; nm; display; label name',
  first_name: `
    first name; given name; fname; forename; christian name; first; f name; given names; given; fore name; 1st name;
    firstname; first nm; name first; frst name; first names`,
  last_name: `
    last name; surname; family name; lname; sur name; l name; second surname; lastname; last nm; name last; family;
    last names`,
  last: 'last',
  full_name: `
    full name; complete name; first and last name; first last name; first last; name and surname;
    first name last name; first name and last name; person name; fullname; display name;
    file as; name full; whole name; formatted name; lead full name;
    full legal name; sort name; customer full name; your name`,
  salutation: `
    salutation; courtesy title; title of courtesy; honorific; prefix; name prefix; mr ms; mr mrs; mr mrs ms;
    mr mrs miss; honorific prefix; prefix name; individual prefix; title prefix; name title; name salutation;
    mr miss; courtesy`,
  title: 'title',
  job_title: `
    function; job title; position; role; job position; job role; designation; business title; position title; work title;
    title position; job function title; current position; current title; job description; occupation title;
    professional title; company title; title role; organization title; person title; employment title; role title`,
  department: `
    department; dept; division; business unit department; job department; team department; departments`,
  email: `
    first email; email; e mail; email address; e mail address; mail; emails; e mails; email addr; emailaddress;
    email id; eml; electronic mail; mail address; contact email; email addresses; email 1; internet email;
    username email; e address; mailbox; email adress; email value; mail id; smtp`,
  phone: `
    first phone; second phone number; phone; telephone; tel; phone number; telephone number; ph; tel no; phone no;
    tel number; telephone no; phones; phone numbers; contact number; contact no; tele; fon; call number; phone nr;
    phn; voice; tel nr; telno; phoneno; phone nbr; contact phone; ph no; dial number; phone value; telefone number;
    formatted phone; tel o; ph o; phone o`,
  mobile: `
    mobile; cell; cell phone; mobile phone; mobile number; cellphone; gsm; cellular; mobile no; cell number;
    handphone; hand phone; smartphone; mobiles; mob; cell no; cel; mobile tel; mobile telephone; cellular phone;
    mobile cell; mobile phone number; cell phone number; text number; mob no; mobilephone; phone mobile; phone cell;
    wireless; tel m; ph m; phone m`,
  sms: 'sms; sms number; sms phone',
  fax: 'fax; facsimile; fax number; fax no; fax phone; telefax; facs; faxes; fax nr; phone fax',
  website: `
    website; web site; web; web page; webpage; homepage; home page; web address; site web; www; websites;
    website url; web url; web site url; website address; internet site; website link; internet address; site url;
    internet; webaddress; website 1; url website; business website; web link; portfolio url; portfolio link; portfolio website`,
  url: 'url; link; hyperlink; uri',
  domain: `
    domain; domain name; web domain; primary domain; domains; website domain; email domain; company domain name;
    domain url; internet domain; web domain name; main domain`,
  linkedin: `
    linkedin; linked in; social linkedin; social linkedin url; social linkedin profile url; linkedin url; linkedin profile; linkedin profile url; linkedin page; linkedin company page;
    linkedin link; linked in url; linkedin bio; linkedin account; linkedin public url; linkedin url link;
    linkedin profile link; li url; li profile; linkedinurl; linkedin address; person linkedin; sales navigator url;
    linkedin id; linkedin handle; linkedin public identifier; linkedin sales navigator profile url;
    linkedin company profile page; linkedin profile page`,
  address: `
    address; addr; adr; full address; address full; complete address; formatted address; address line;
    address information; address text; addresses; adress; location full address; address formatted;
    street address full; whole address; place of residence; mailing address full`,
  street: `
    street; street address; street 1; address 1; address line 1; address1; addr1; line 1; street name; str;
    street line 1; street and number; street line; address street; thoroughfare; street address line 1;
    address line1; street address 1; road; line1; address lines; address street 1; addr line 1; street1; street no;
    address one; street info; streetname; house number and street; st address; line one; address first line`,
  line2: `
    address line two; line two; address 1 extended address; address 2; address line 2; address2; street 2; suite; unit; apt; apartment; line 2;
    extended address; addr2; address line2; street address 2; street address line 2; apt suite; suite unit;
    building; floor; unit number; apt number; suite number; apartment number; street line 2; line2; address two;
    additional address; address supplement; apt unit; address additional; suite apt; address extra; addr line 2;
    street2; apartment suite; complement; address complement; second line; flat; apartment suite etc; suite no;
    apt no; unit no; address second line; supplemental address; supplemental address 1; address continued;
    apt suite unit; address cont; supplement`,
  city: `
    cty; city; town; locality; city town; town city; municipality; post town; village; place; city name;
    suburb city; city locality; suburb; city village; city suburb; cities; township; city or town`,
  region: `
    state; province; region; state province; state region; province state; region state; state or province;
    state county; county state; prefecture; canton; st; state code; province code; region code; state name;
    state abbreviation; region name; state province region; county province; state prov; prov; administrative area;
    governorate; states; us state; state province county; stateorprovince; county region; region province;
    state territory; state abbr; address state; province region; us states; administrative area level 1;
    province name; state province name; state iso code; state 2 letter code; two letter state; county state province`,
  county: 'county; district; counties; parish',
  postal_code: `
    zip 5; zip; zip code; zipcode; postal code; postcode; post code; pin code; pincode; zip postal code; postal zip code;
    zip postal; zip postcode; postalcode; postcode zip; zip code postal code; post zip code; zip plus 4; eircode;
    postal zip; postal code zip; zip or postal code; zip no; postal number; billing code; mailing code; pcode;
    zip pin; zip pin code; postcode zip code; post nr; p code; plz; postal or zip code`,
  country: `
    country; country region; nation; country name; country code; iso country; country iso; country territory;
    country iso code; countries; country of residence; country code iso; region country; ctry; country or region;
    country full; country 2; iso2 country; country alpha 2; nationality country; country location; iso country code;
    iso2 country code; country text; country iso 2; country letter code; based in country`,
  industry: `
    industry label; industry; sector; vertical; industry type; business sector; line of business; industry name; industry sector;
    industry vertical; industries; market sector; industry group; primary industry; company industry;
    business industry; industry segment; sub vertical; field of business; trade; sic description industry;
    type of industry; industry category; company sector; market segment industry; business line;
    industry classification`,
  employees: `
    employees; number of employees; no of employees; employee count; num employees; company size; headcount; staff;
    staff count; employees count; employee range; total employees; total number of employees; number employees;
    size of company; employee number range; staff size; team size; organization size; organisation size;
    of employees; employee size; nr of employees; estimated employees; full time employees; nb employees;
    head count; company headcount; employees range; company employee count; estimated num employees; size;
    workforce; numberofemployees; company staff count; no employees; amount of employees; org size; business size;
    employeecount; count of employees; fte; ftes; qty employees; how many employees; emp strength; employee strength; emp count; emp size`,
  revenue: `
    annual revenue; revenue; turnover; annual turnover; yearly revenue; annual sales; revenues; company revenue;
    gross revenue; gross revenues; sales revenue annual; revenue annual; yearly turnover; annual revenues;
    estimated annual revenue; sales volume; revenue range; annual income company; gross revenues sales;
    yearly sales; annual revenue range; total annual revenue; company annual revenue; organization revenue;
    revenue estimate; est revenue company; revenue in millions; last year revenue; annualrevenue;
    annual gross revenue; annual revenue usd; estimated revenue range; revenue printed`,
  description: `
    description; comments; comment; remarks; remark; about; background; background info; background information;
    details; memo; additional info; additional information; bio; biography; about us; general notes; summary; descr;
    desc; information; info; about me; short description; more info; additional comments;
    other info; free text; overview; general comments; additional details; long description;
    other information; special notes; observations; extra info;
    background notes; internal note; internal notes; sales notes; other details; comments notes; notes comments; customer notes;
    client notes; general information; annotation; addl info; notes and comments; misc notes; other notes;
    additional notes; contact notes; private notes; custom message; abstract`,
  note: 'note; notes; content; note content; note text; note body',
  parent: `
    parent; parent account; parent company; parent organization; parent organisation; member of; subsidiary of;
    holding company; parent id; parent account name; parent account id; parent company name; parent company id;
    group company; mother company; belongs to company; parent org; corporate parent; child of; holding;
    account parent; parent record; part of`,
  id: `
    id; record id; item id; uid; guid; uuid; identifier; system id; internal id; unique id; ids; identity; identification;
    object id; entity id; unique identifier; key; rec id; crm id; pk; pkid; row id; api id; record no;
    record number; database id; idn; unique key; record identifier; permanent id; identification number;
    identification no; system identifier; db id; record key; import id; global id; ident; oid; record ids; xml id;
    gid`,
  external_id: `
    source person id; source contact id; source lead id; external unique id; unique external id; foreign key; legacy record id; original record id; salesforce id ref;
    external id; ext id; external identifier; foreign id; external key; remote id; legacy id; old id; external ref;
    external reference; source record id; original id; migration id; legacy key; external system id`,
  number: 'number; no; nr; num; nbr; numbers; numero',
  code: 'code; codes; abbreviation; abbr; iso',
  type: 'type; kind; types',
  status: `
    status; statuses; state status; current status; status name; record status; status label; status description;
    lead contact status; status text; status value`,
  stage: `
    stage; phase; stage name; stages; sales stage; pipeline stage; deal stage name; sales phase; stage label;
    milestone; funnel stage; stage id; current stage; sales step; stage title;
    sales stage name; sales stage code; sales cycle phase`,
  lifecycle: `
    lifecycle; lifecycle stage; life cycle; life cycle stage; customer stage; lifecyclestage; contact stage;
    buyer stage; customer lifecycle; customer lifecycle stage; journey stage; relationship stage; buying stage;
    lead stage; person stage; lifecycle status; lifecycle phase; relationship status stage; lead lifecycle stage`,
  source: 'source; origin; sources; origination',
  lead_source: `
    hs analytics source; source id; lead source; original source; how did you hear about us; referral source; acquisition source;
    source name; marketing source; lead origin; source of lead; contact source; lead sources; source of business;
    channel; acquisition channel; how did you find us; how did you hear; lead channel; business source; source type;
    first source; prospect source; customer source; lead generation source; origin of lead; source of enquiry;
    enquiry source; client source; how heard; heard about us; source description; lead source name;
    record source name; lead source type; marketing channel; lead generated by; original lead source; deal source;
    opportunity source; source channel; how found; how you heard about us; primary lead source; source of inquiry;
    inquiry source; account source name; source info; hear about us; lead src; leadsource;
    where did you hear about us; lead gen source; found us via; original traffic source; source of contact;
    source lead`,
  tags: `
    tags; tag; labels; label; tag list; tagging; group membership; tag names; tags list; contact tags; label names;
    hashtags; all tags; tag name; groups tags; assigned tags; contact labels; smart tags; list of tags; user tags;
    group memberships; tag s`,
  category: `
    category; group; classification; segment; segments; contact category; contact group; segmentation; group name`,
  owner: `
    record manager; ae; servicing agent; account director; business development manager; bdm; sales lead;
    territory manager; lead manager; deal manager; opportunity manager; assigned employee; assigned sales person; assigned by id;
    sales consultant; account coordinator; assigned advisor; servicing advisor; record creator owner; owner;
    assigned to; assigned user; record owner; responsible; account manager; sales rep; salesperson; sales person;
    assigned; assign; assign to; owned by; assignee; sales representative; owner name; sales agent; rep; relationship manager;
    responsible person; user responsible; assigned user name; responsible user; account executive; sales owner;
    crm owner; owner username; user name owning user user; full name owning user user; owner login; owner alias; owner id; ownerid; owning user; account rep; handled by; managed by; assigned agent; user owner;
    assigned rep; client manager; case manager; sales manager; assigned sales rep; advisor; customer manager;
    key account manager; lead owner name; assigned staff; assigned to user; agent; account owner name;
    owner full name; coordinator; sales executive; assigned salesperson; belongs to; responsible agent; sales; csm;
    customer success manager; business owner crm; owner user; person responsible; inside sales rep; sales assigned;
    owners; smart owner; sales team member; contact manager; assigned user id; assigned to name; consultant;
    owning agent; responsible employee; owner alias; owning user name; ownership user; assigned team member;
    account lead; client lead; acct mgr; acct manager; acc mgr; acc manager; account mgr; sales mgr; hubspot owner; rep name; relationship owner; deal agent; broker; primary owner; loan officer; realtor;
    assigned owner`,
  created: `
    first create; cdate; ctime; created; created at; created on; create date; created date; date created; date added; added; added on; added at;
    entry date; creation date; created time; create time; record created; date entered; add time; date of creation; date create;
    creation time; creation; entered; entered on; record creation date; add date; added time; added date;
    created date time; date time created; first created; create; created datetime; created timestamp; createdate;
    date created utc; created utc; created dt; insert date; inserted at; created when; record created date;
    date record created; entry time; created at time; created by date; date of entry; input date;
    creation timestamp; date recorded; became a contact date; time created; recorded on; date inserted;
    register date; record created on; when created; subscribed since; registered at; registered on; signup date;
    sign up date; signed up; registration date; registered date; date registered; customer since; member since;
    date joined; joined; joined on; joined at; join date; date signed up; signed up at; signup time; subscribe date;
    subscription date; date subscribed; subscribed at; subscribed on; date of registration; user created;
    contact created; lead created; account created; contact since; client since; created local; createdon;
    lead date; date opened; opened date; opened; contact added; profile created on; opt in date created;
    insert time; added to crm; create on; submitted; submitted at; submitted on; submit date; submission date;
    submission time; date submitted; time submitted`,
  updated: `
    updated; updated at; updated on; modified; modified on; modified date; modified time; modified at;
    last modified; last updated; last modified date; date modified; modify; write date; mdate; udate; mtime; date modify; modify date; modify time; date updated; update time; update date;
    last update; last modified on; last modified time; last updated at; last updated on; last change; last changed;
    edited; edited at; edited on; date edited; last edited; last edited on; edit date; changed; changed on;
    changed at; change date; last modified at; date last modified; last updated date; last update date;
    modified datetime; updated time; modified utc; date updated utc; time modified; updated date; modification date;
    last edit; last modification date; last modification; lastupdate; lastmodified; last changed at;
    last update time; date of update; date of last update; record updated; modification time; updated timestamp;
    last edited at; last edited time; modified dt; last update on; revised; last date modified; date last updated;
    info changed; last updated timestamp; last modified timestamp; last touch modified; profile updated; time updated; last changed date; contact updated;
    record last updated; last updated time; record modified; date changed; last edited date; when modified; update`,
  date: 'date; dt; on; dates; day of',
  time: 'time; at; timestamp; stamp; tx stamp; datetime; date time; utc; when; ts; hour',
  birthday: `
    birthday; birth date; date of birth; dob; birthdate; born; born on; bday; d o b; birth; birth day; birthdays;
    date birth; day of birth; birth dt; birthday date; customer birthday`,
  amount: `
    fee; fees; sale; amount; value; deal value; deal amount; deal size; opp size; opportunity value; opportunity amount; monetary value;
    contract value; worth; close value; total value; sale amount; lead value; sales amount; price; deal total;
    opportunity size; estimated value; estimated revenue; est revenue; expected value; expected amount;
    expected revenue; budget amount; amounts; potential value; sale value; actual revenue; total deal value;
    potential amount; value amount; forecast amount; deal worth; sale price; net amount; deal price;
    opportunity total; total amount deal; potential revenue; opportunity revenue; forecast value; sales value;
    bid amount; deal revenue; revenue amount; quote amount; estimated amount; total contract value; order value;
    actual value; est value; total opportunity value; projected revenue; planned revenue; potential sales;
    value of deal; value of opportunity; sum; value total; planned value; transaction amount; opportunity worth;
    transaction value; one time value; deal amt; amt; opp amount; opp value; projected value; gross amount;
    proposal amount; total price;
    money; likely; most likely; likely amount; likely case`,
  currency: `
    bid currency; currency; currency code; ccy; currency of value; iso currency; currency iso code; currencies;
    deal currency; amount currency; value currency; currency id; currency iso; currency name; transaction currency;
    currency symbol; cur; curr; deal currency code; currency type; price currency; currencycode; currency uom; budget currency;
    budget amount currency`,
  pipeline: `
    pipeline; pipeline name; funnel; sales pipeline; sales process; deal pipeline; pipelines; funnel name;
    sales funnel; sales cycle; pipeline title; pipeline id; process pipeline; opportunity pipeline;
    sales process name`,
  percent: 'percent; percentage; pct',
  probability: `
    likelihood percent; confidence percent; prob percent; win percent; win percentage; chance percent; percent chance; percent probability; closing percent; probability;
    win probability; likelihood; chance; chance of winning; probability percent; close probability; win likelihood;
    prob; success probability; win rate; probability of closing; closing probability; winning probability; chances;
    win chance; confidence; likelihood to close; deal probability; win; success chance; probability of success;
    chance of success; probability of sale; probability to close; probability of winning; sales probability;
    deal confidence; confidence level; opportunity probability; closing chance`,
  close: `
    close; close date; closing date; closed date; date closed; closed on; closed at; closed; closing; close time;
    closedate; closed time; decision date; date of close; date won or lost; deal closed; date close; close on;
    deal close date; deal closing date; closed datetime; close dt; date of closing; closing time; won lost date;
    date closed won; deal closed on; actual closing date; sale date; sold date; date sold; sale closed;
    closed won date; deal close; signing date; award date`,
  won: 'won; won time; won date; date won; won at; won on; winning date; win date; deal won on; won lost time',
  lost: 'lost; lost time; lost date; date lost; lost at; lost on; loss date; loss',
  reason: 'reason; reasons; why',
  lost_reason: `
    lost reason; loss reason; reason lost; reason for loss; closed lost reason; reason for losing; lost reasons;
    reason for lost; why lost; loss reasons; deal lost reason; lost because; lost reason name; close lost reason;
    reason for closed lost; closed lost because; losing reason; reason lost deal; reason for loosing;
    loss description; reason of loss; reason why lost; cause of loss; opportunity lost reason; lost reason detail;
    lost cause; reason deal was lost; rejection reason`,
  next_step: `
    next step; next steps; next action; next task; nextstep; next steps description; next action item;
    next step description; next activity note; next move; follow up action`,
  subject: `
    subject; subject line; topic; headline; email subject; email subject line; note title; note subject;
    agenda title; heading`,
  body: `
    body; body text; text; message; html; message body; email body; plain text; email text; email content;
    email html; html body; text body; agenda; minutes; body preview; log notes; note html; body plain text;
    transcript`,
  due: `
    due; due date; due on; due at; deadline; due time; due date time; scheduled; scheduled date; scheduled for;
    scheduled at; scheduled on; scheduled time; date due; schedule date; due by; target date; due datetime;
    follow up date; follow up; date and time; when due; schedule; scheduled start; complete by; planned date;
    planned start; action date; do date; sched date`,
  done: `
    done; completed; complete; finished; completion; is done; is completed; is complete; completed flag;
    checked off; closed activity; is closed activity`,
  done_at: `
    completed at; completed time; completed date; date completed; completion date; completion time; completed on;
    done time; done at; done on; done date; marked as done; marked as done time; finished at; finished on;
    finish time; finish date; completed date time; completed datetime; completed timestamp; date done;
    time completed; resolved at; actual completion date; date finished; marked done time`,
  start: `
    start; start date; start time; starts at; begin; begins; from date; start at; start date time; started at;
    start datetime; starting; begin date; begin time; started; starts on; date start; time start; starts; start on;
    starts on date; start timestamp; starttime; beginning; commencement date; start date and time; time started;
    date from`,
  end: `
    end; end date; end time; ends at; until; to date; ended at; end datetime; end date time; finish; ends on;
    date end; end at; ends; time end; end timestamp; endtime; ending; end date and time; time ended; date to; end on`,
  duration: `
    duration; length; duration minutes; duration in minutes; duration seconds; duration hours; call duration;
    time spent; duration min; call length; duration mins; talk time; duration sec; duration in seconds;
    length minutes; duration s; hours; duration hrs; seconds; duration ms; scheduled duration; length of call;
    actual duration;
    actual duration minutes; scheduled duration minutes`,
  priority: 'priority; urgency; priorities; importance; task priority',
  direction: `
    call type; direction; call direction; inbound outbound; incoming outgoing; email direction; inbound; outbound;
    incoming`,
  outcome: 'outcome; result; call result; disposition; call disposition; results',
  location: `
    location; venue; where; place location; meeting location; event location; locations; geographic location`,
  opt_in: `
    accepts; receives; wants; agrees; opt in; optin; opted in; opted in to; opt in to; opted into; newsletter; subscribed; accepts marketing; email opt in; email marketing; mailing list;
    accepts email marketing; email subscription; has newsletter; newsletter subscription; newsletter opt in;
    subscribe; subscription; subscribed to newsletter; accept marketing; wants newsletter; permission to email;
    email permission; allow email; email allowed; email subscribed; receive newsletter; receives newsletter;
    is subscribed; newsletter subscriber; marketing opt in; agree to receive emails; agree to receive; agreed to receive; like to receive; want to receive; wish to receive;
    consent to receive; email consent;
    marketing consent; marketing permission; marketing emails; email list; marketing email; marketing allowed;
    receive emails; subscribed to email; subscribed to marketing; receive marketing; opt in marketing;
    consent to marketing; mass email; bulk email allowed; send email; allow emails; consent email;
    accepts newsletter; consent marketing; can email; ok to email; email opted in; agreed to marketing;
    contact me by email; optedin; gdpr marketing consent; subscribe to newsletter; sign up for newsletter;
    marketing email consent; opt in email; marketing communications; okay to email; subscription status;
    email subscription status; email subscriber status; email marketing status; subscriber status;
    newsletter status; opt in status; email opt in status; marketing status; email consent status;
    marketing subscription; email preference; email preferences; communication preferences email;
    email marketing consent; accepts emails; email marketing consent state; permission marketing; email opt in flag`,
  opt_out: `
    unsubscribed from emails; unsubscribed from email; unsubscribe from email; unsubscribed from newsletter;
    no bulk emails; no bulk email; no bulk mail; user opt out; email suppressions; email suppression; suppressions;
    do not send emails; opted out email list; mass mail opt out; mass mailing opt out; unsubscription; opt out; optout; opted out; unsubscribed; unsubscribe; blacklisted;
    blacklist; email opt out; has opted out of email; opted out of email; do not email; no email; opt out email;
    email optout; emails disabled; do not allow bulk emails; do not allow emails; do not allow email;
    do not send email; no emails; dont email; don t email; unsubscribed from all email;
    unsubscribed from all emails; unsubscribed email; bulk email opt out; opted out email; no newsletter; no email marketing; no marketing email; no marketing emails; no marketing;
    is unsubscribed; email blacklisted; exclude from email; no mass email; do not send marketing;
    do not allow marketing; no marketing; opt out of email; opt out of emails; excluded from email;
    email unsubscribed; do not send marketing materials; email invalid opt out; suppress email;
    opted out of all email; donotbulkemail; donotemail; do not bulk email; unsubscribe from all; do not market;
    marketing opt out; opt out marketing; do not mass email; opted out of marketing; has opted out; never email;
    unsubscribe status; email opt out flag; do not mail email; optedout; email dnd; is opt out; global opt out;
    suppressed; suppression; emailing prohibited; stop emails; do not allow bulk e mails; do not allow e mails;
    opt out of emailing; send marketing materials not allowed; mass email opt out; bulk mail opt out`,
  // Dynamics puts this before the columns that its import needs: the id, a checksum, the time of change.
  hidden: 'do not modify',
  no_sms: `
    do not sms; do not text; no sms; sms opt out; opted out of sms; do not send sms; unsubscribed from sms;
    sms blacklisted; no text messages; text opt out; do not allow sms; sms unsubscribed; text messaging opt out;
    opt out sms; sms optout; no texts; do not text message; sms dnd; sms suppressed`,
  groups: 'categories; contact categories; groups; contact groups; group names',
  do_not_call: `
    do not call; do not contact; dnc; don t call; dont call; no call; no calls; do not phone; do not disturb; dnd;
    do not allow phone calls; do not allow calls; no phone; phone opt out; opt out phone; never call;
    do not allow phone; donotcall; do not contact flag; do not call flag; do not phone call; don t contact;
    dont contact; donotcontact; donotphone; no contact; is on do not call list; do not call list;
    do not call registry; do not contact list; call opt out; no telephone; not to be contacted; do not ring;
    calls opt out; never contact; opted out of calls; do not telephone; please do not call; donottelephone; tps;
    do not solicit`,
  consent: `
    pewc; tcpa; prior express written consent; consent; gdpr; gdpr consent; legal basis; lawful basis;
    data processing consent; privacy consent; permission; gdpr status; consent status;
    legal basis for processing contact s data; lawful basis for processing; data processing basis;
    legal basis for processing; consent given; privacy policy accepted; data consent; privacy policy;
    lawful basis of processing contact s data; gdpr lawful basis; gdpr agreement; consent source; opt in source;
    source of consent; consent method; optin source; permission source; consent type; consent channel;
    opt in method; email permission status; permission status; opt in level; opt in type; marketing consent source;
    gdpr compliance; data protection consent; consent obtained via; consent basis; subscription source;
    subscribed via; gdpr legal basis; privacy agreement; how consent was obtained; gdpr permission; data privacy;
    consent form; permission type; tcpa consent; consent details; consent location; optin form; opt in form;
    opt in page`,
  marketing: 'marketing; commercial communications; promotional; promotions; advertising',
  text_message: 'text messages; text message; text messaging; texting; sms marketing; sms messages; texts; txt',
  basis: 'basis',
  bounced: `
    bounced; email bounced; bounce; hard bounce; hard bounced; is bounced; email bounced date; email bounced reason;
    invalid email; email bounce; soft bounce; email is invalid; email invalid`,
  spam: 'spam; spam complaint; marked as spam; complained; complaint; reported spam',
  consent_text: `
    consent text; consent language; consent wording; opt in text; pewc text; tcpa text; tcpa consent text;
    consent disclosure; consent statement; disclosure text; tcpa disclosure; consent copy`,
  consent_url: `
    pewc url; pewc source url; consent url; consent source url; consent page; tcpa url; optin url; opt in url;
    consent page url; tcpa source url; opt in page url; consent link; consent landing page`,
  consent_ip: `
    pewc ip; pewc ip address; consent network ip; consent ip; consent ip address; tcpa ip; opt in ip; optin ip;
    confirm ip; opt in ip address; tcpa ip address; consent network address`,
  consent_seller: 'pewc seller; consent seller; tcpa seller; consent company; seller name consent',
  who: 'who; who id; whoid',
  related: `
    related to; what id; whatid; what; resource id; parent id object; related to id; related to name; related object id;
    target id; subject id; regarding; related record; regarding object; linked to; associated with; related;
    related object; about record; associated record;
    related resource; related entity; related item; related module; related parent`,
  cc: 'email cc; cc address; cc recipients; cc emails; copy to',
  to: 'to; recipient; recipients; email to; to email; to address; sent to',
  from: 'from; sender; email from; from email; from address; sent by; email sender; from name',
  recording: 'recording; recording url; call recording; recording link; call recording url',
  language: `
    language; preferred language; locale; languages; lang; language code; spoken language; communication language;
    language preference; mother tongue; first language; languages spoken`,
  timezone: 'time zone; timezone; tz; time zone name; gmt offset; utc offset; time zone offset',
  custom: 'estimate date; quote date',
  filler: `
    unique; i; would; yes; profile; k; thousands; in thousands; optionally; indicate; specify; of; the; a; an; and; or; for; in; is; please; enter;
    field; required; optional; mandatory; mm; dd; yyyy; yy; yyyy mm dd; dd mm yyyy; mm dd yyyy; hh mm; hh mm ss; hh;
    ss; mm dd yy; am pm; s; attributes; attribute; fields; data; record; records; e g; eg; if; any; with; by text;
    iso 8601; usd; eur; gbp; aud; cad; chf; sek; nok; dkk; brl; pln; nzd; jpy; inr; sar; aed; zar; sgd; hkd; mxn; cny; czk; format; as text; string; list;
    do not edit; read only; import; exported; crm; hs; hs object; n a; one; multi line; single line; picklist;
    dropdown; unformatted; international; digits only; enum; e 164; e164; normalized; normalised; cleaned; verified;
    valid; raw; original; master; object; value text; new; base; per; me; this; details data; column; col;
    general info; contact info; contact information; contact details; contact data; company info;
    company information; company details; deal info; basic info; personal info; personal information; lead info;
    lead information; local; full; displayed; auto; us; as; that; applicable; known; only; individual record;
    micros`,
};
