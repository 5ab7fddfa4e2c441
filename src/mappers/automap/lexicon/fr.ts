import type { Lexicon } from './atoms.ts';

/** French, with Belgian, Swiss and Canadian words. */
export const french: Lexicon = {
  person: `
    personne à contacter; contact associé; contact; contacts; personne; interlocuteur; personne de contact; membre;
    abonné; adhérent; interlocutrice; contact principal; participant; inscrit; bénéficiaire; donateur;
    nom du contact personne`,
  customer: 'client; clients; cliente; tiers',
  lead: 'prospect; piste; lead; prospects; demande',
  company: `
    entreprise; société; organisation; compte; employeur; établissement; raison sociale; association; firme;
    structure; compagnie; organisme; entreprises; sociétés; enseigne; dénomination; nom commercial; cabinet;
    dénomination sociale;
    dénomination commerciale; nom de l établissement`,
  deal: `
    affaire; opportunité; transaction; offre commerciale; deal; affaires; opportunités; vente opportunité;
    affaire commerciale; marché`,
  activity: `
    activité; tâche; rendez-vous; réunion; appel; événement; rdv; rendez vous; tâches; évènement; interaction;
    interactions; échange; appels; réunions; activités; événements; visite; relance activité`,
  product: 'produit; article; prestation; produits',
  user: 'utilisateur',
  work: 'professionnel; professionnelle; bureau; travail; pro; entreprise tel; bur',
  home: 'domicile; maison; privé; privée; dom',
  personal: 'personnel; personnelle; perso',
  other: 'autre; autres; divers',
  alternate: `
    secondaire; second; seconde; supplémentaire; alternatif; alternative; deuxième; 2e; 2ème; bis; additionnel`,
  primary: 'principal; principale; préféré; préférée; par défaut',
  main: 'standard; siège; général; générale; fixe; siège social; accueil',
  direct: 'direct; directe; ligne directe',
  day: 'jour; journée',
  evening: 'soir',
  mailing: 'correspondance; envoi',
  postal: 'postal; postale; courrier',
  billing: 'facturation; facture; facturé',
  shipping: 'livraison; expédition',
  legal: 'légal; légale; juridique',
  expected: 'prévu; prévue; estimé; estimée; attendu; attendue; prévisionnel; prévisionnelle; escompté; espéré',
  actual: 'réel; réelle; effective',
  current: 'actuel; actuelle; associé; associée; lié; liée; rattaché',
  name: 'nom; libellé; intitulé; dénomination nom; noms',
  first_name: 'prénom; prénoms; prenom',
  last_name: 'nom de famille; patronyme; nom famille; nom usuel; nom d usage',
  full_name: `
    nom complet; nom et prénom; prénom et nom; nom prénom; prénom nom; nom entier; nom prénoms; nom prenom;
    noms et prénoms; nom et prénoms; identité`,
  salutation: 'civilité; titre de civilité; formule de politesse; titre civilité; civ; appellation; m mme',
  title: 'titre',
  job_title: `
    fonction; poste; intitulé du poste; titre du poste; métier; emploi; rôle; profession; titre du travail;
    intitulé de poste; fonction dans l entreprise; titre professionnel; qualité; poste occupé`,
  department: 'service; département service; direction service; division; pôle',
  email: `
    courriel; e-mail; mail; adresse email; adresse e-mail; adresse mail; adresse électronique; adresse courriel;
    mél; messagerie; email; mails; adresse de messagerie; adresse de courriel; courrier électronique`,
  phone: `
    téléphone; tél; numéro de téléphone; tel; n° de téléphone; téléphone fixe; n° tél; numéro téléphone; tel fixe;
    num tel; num téléphone; no téléphone; n tel; coordonnées téléphoniques; tph; n de téléphone; no de téléphone;
    telephone n; no tél; tél fixe`,
  mobile: `
    mobile; portable; téléphone mobile; téléphone portable; cellulaire; gsm; tél portable; tél mobile;
    numéro de mobile; numéro de portable; tel portable; tel mobile; natel; téléphone cellulaire; numéro mobile;
    numéro portable`,
  fax: 'fax; télécopie; télécopieur; numéro de fax; n° fax; numéro de télécopie; fax pro',
  website: `
    site web; site internet; site; page web; adresse web; url du site; url du site web; web; site web url;
    adresse du site; site internet url; site de l entreprise`,
  url: 'lien; adresse url',
  domain: 'domaine; nom de domaine',
  linkedin: 'profil linkedin; page linkedin; url linkedin; lien linkedin',
  address: 'adresse; adresse complète; adresse postale complète; coordonnées; adr',
  street: `
    rue; adresse partie 1; adresse 1; adresse ligne 1; voie; numéro et rue; rue et numéro; n° et rue; ligne d adresse 1;
    adresse postale rue; adresse rue; rue 1; nom de la rue; adresse voie; ligne adresse 1; n° et voie;
    numéro et voie; libellé voie`,
  line2: `
    complément d adresse; complément adresse; adresse partie 2; adresse 2; adresse ligne 2; complément; bâtiment; étage; appartement;
    ligne d adresse 2; rue 2; adresse complémentaire; adresse suite; complement d adresse; suite adresse;
    complement adr; appt; adresse complément`,
  city: 'ville; commune; localité; municipalité; nom de la ville; ville commune; villes',
  region: `
    région; province; état province; état région; canton; département région; région département;
    département géographique; région province; province état; territoire région; état adresse`,
  state_or_status: 'état',
  county: 'département; arrondissement',
  postal_code: 'code postal; cp; codepostal; c p; npa; code postale; code post',
  country: 'pays; code pays; nom du pays; pays région; pays de résidence; code iso pays',
  industry: `
    secteur; secteur d activité; industrie; branche; activité secteur; domaine d activité; secteur activité;
    secteurs; branche d activité; type d industrie; filière; secteur d activités; activité principale`,
  employees: `
    effectif; effectifs; nombre d employés; nombre de salariés; taille de l entreprise; employés; nb employés; salariés;
    nb salariés; nb de salariés; tranche d effectif; taille; nombre employés; nombre salariés; tranche effectif;
    taille entreprise; nb d employés; collaborateurs; nombre de collaborateurs`,
  revenue: `
    chiffre d affaires; ca; chiffre d affaires annuel; revenu annuel; ca annuel; chiffre affaires; revenus annuels;
    revenu annuels; chiffre affaire; chiffre d affaire; tranche de ca`,
  description: `
    résumé; description; commentaire; commentaires; remarque; remarques; observation; observations;
    informations complémentaires; infos; à propos; informations; détails; mémo; info; renseignements;
    autres informations; contexte; historique infos; informations supplémentaires; infos complémentaires;
    descriptif; précisions; complément d information; divers infos; annotation; annotations`,
  note: 'note; notes; contenu',
  parent: `
    société mère; maison mère; compte parent; groupe parent; entreprise mère; filiale de; entreprise parente;
    organisation parente; société parente; appartient à;
    membre de`,
  id: `
    id; identifiant; clé; identificateur; id unique; identifiant unique; identifiant interne; id de fiche;
    id de fiche d informations; id d enregistrement`,
  external_id: 'id externe; identifiant externe; ancien id; référence externe',
  number: 'numéro; n°; no; num; n; nº',
  code: 'code; abréviation',
  type: 'type; nature; genre type; type d action',
  status: 'statut; status; état d avancement; statut actuel; état statut; situation statut',
  stage: `
    étape; phase; étape de vente; étape de la transaction; stade; phase de transaction; étape du pipeline;
    phase de vente; étape vente; avancement; étape commerciale`,
  lifecycle: 'cycle de vie; phase du cycle de vie; étape du cycle de vie; stade du cycle de vie',
  source: 'source; origine; provenance',
  lead_source: `
    source du lead; origine du contact; source du prospect; origine du prospect; canal d acquisition;
    comment nous avez vous connu; source d origine; canal; source piste; origine du lead; source principale;
    source de la piste; source de prospect; provenance du contact; origine contact; source du contact;
    moyen de connaissance; origine de la piste; apporteur source; comment avez vous entendu parler de nous;
    canal de vente; source de l opportunité; source de piste`,
  tags: `
    balise; balises; marqueurs; étiquettes; tags; mots clés; étiquette; mot clé; libellés; tag; labels; mots clefs`,
  category: 'catégorie; groupe; segment; classification; famille; appartenance au groupe; groupe de contact',
  groups: 'catégories; groupes',
  owner: `
    propriétaire; responsable; assigné à; attribué à; commercial; chargé de compte; gestionnaire; affecté à;
    référent; suivi par; propriétaire du contact; commercial attitré; responsable commercial; vendeur; conseiller;
    propriétaire de la fiche; chargé d affaires; affecté; assigné; attribué; responsable du compte;
    collaborateur responsable; chargé de clientèle; géré par; interlocuteur interne; pilote; représentant;
    utilisateur assigné; commercial en charge`,
  created: `
    créée; affaire créée; ajoutée le; ajouté; ajoutée; date et heure d ajout; créé le; date de création; créé;
    ajouté le; date d ajout; date création; date d inscription; crée le; création; date d entrée; date de saisie;
    inscrit le; date inscription; date d enregistrement; date ajout; enregistré le; date de l ajout; client depuis;
    date d adhésion; membre depuis; créée le; heure de création; inscription; date et heure de création; saisi le;
    date de créat; abonné le; date de premier contact création`,
  updated: `
    modifiée; mise à jour le; actualisée; modifié le; date de modification; mis à jour; dernière modification;
    mis à jour le; mise à jour; modifié; date de mise à jour; dernière mise à jour; date modification;
    date de dernière modification; date mise à jour; modification; maj; date maj; heure de modification;
    date de la dernière modification; modifiée le; heure de la dernière modification; date et heure de modification;
    dernière maj; actualisé le;
    dernière date de modification`,
  date: 'date; le; jour date',
  time: 'heure; horodatage',
  birthday: `
    anniversaire; date de naissance; naissance; né le; date d anniversaire; date naissance; née le; né e le; ddn`,
  amount: `
    montant; valeur; valeur de l affaire; prix; montant total; montant de la transaction; budget montant;
    montant ht; valeur de la transaction; total ht; revenu attendu; revenu espéré; chiffre d affaires potentiel;
    montant de l opportunité; valeur du deal; montant ttc; montant de l affaire; total; ca prévisionnel;
    revenu prévu; valeur estimée; ca potentiel; montant du devis`,
  currency: 'devise; monnaie; code devise',
  pipeline: `
    pipeline; entonnoir; pipeline de vente; processus de vente; tunnel de vente; pipeline commercial;
    entonnoir de vente`,
  probability: `
    probabilité; chance de succès; taux de réussite; chances; probabilité de succès; probabilité de gain;
    probabilité de réussite; probabilité de conclusion; probabilité de signature; chance de réussite;
    taux de probabilité;
    proba; proba de succès`,
  close: `
    clôturée le; clôturé; clôturée; date de clôture; clôture; fermé le; date de fermeture; conclu le;
    date de signature; clôturé le; date clôture; date de conclusion; fermeture; date de fin de transaction;
    signature; date de vente; closing; clos le; date de closing; conclusion`,
  won: 'gagné; gagné le; date de gain; gagnée; gain',
  lost: 'perdu; perdu le; date de perte; perdue; perte',
  reason: 'raison; motif',
  lost_reason: `
    raison de la perte; motif de perte; raison de perte; motif de la perte; raison d échec; raison du refus;
    raison perdu; motif d échec; cause de perte; motif de refus; raison perte`,
  next_step: `
    prochaine étape; étape suivante; prochaine action; prochaines étapes; action suivante; action à mener`,
  subject: 'objet; sujet; intitulé de la tâche; objet de la tâche; thème',
  body: 'corps; texte; message; compte rendu; contenu du message; corps du message; cr',
  due: `
    échéance; date d échéance; date limite; à faire le; date du rendez vous; planifié le; échéance le; date prévue;
    date échéance; à faire pour le; date butoir; date d exécution`,
  done: 'terminé; fait; effectué; terminée; achevé; réalisé; complété',
  done_at: `
    terminé le; date de réalisation; effectué le; fait le; date de fin de tâche; réalisé le; terminée le;
    date d achèvement; complété le; date de complétion`,
  start: 'début; date de début; heure de début; commence le; date début; débute le; date et heure de début',
  end: 'fin; date de fin; heure de fin; date fin; termine le; date et heure de fin',
  duration: 'durée; durée en minutes; temps passé; durée de l appel; durée minutes',
  priority: 'priorité; importance; urgence',
  direction: 'direction appel; sens',
  outcome: 'résultat; issue',
  location: 'lieu; emplacement; endroit',
  opt_in: `
    newsletter; abonné newsletter; accepte les emails; inscription newsletter; accepte la newsletter; infolettre;
    opt in; abonné à la newsletter; lettre d information; accepte les communications; abonnement newsletter;
    accepte de recevoir; e mailing; emailing; accepte emailing; accepte marketing; accord emailing`,
  opt_out: `
    retrait des e-mails; retrait email; retrait des emails; exclusion des e-mails; refuse les emails;
    ne souhaite plus recevoir; désabonné; désinscrit; ne pas envoyer d emails; désinscription; opposition;
    pas d email; ne souhaite pas recevoir d email; opt out; désabonnement; désinscrit newsletter; refus emailing;
    ne plus contacter par email; ne pas envoyer d email; refus email; stop email; a refusé les e mails; désabonnée;
    npai email; ne pas envoyer de courriel; refus newsletter`,
  do_not_call: `
    ne pas appeler; ne pas contacter; ne pas téléphoner; bloctel; pas d appel; liste rouge; ne plus appeler;
    refus d appel; ne plus contacter`,
  consent: `
    consentement; rgpd; base légale; consentement rgpd; accord rgpd; base juridique; statut rgpd;
    statut de consentement; source du consentement; mode de consentement; type de consentement;
    consentement marketing`,
  language: 'langue; langue préférée; langue de correspondance; langue maternelle; langues',
  related: 'lié à; associé à; rattaché à; relatif à; concerne; en rapport avec',
  filler: `
    enregistrement; de; du; des; la; les; l; d; et; ou; à; au; aux; en; par; pour; sur; un; une; votre; champ;
    facultatif; obligatoire; si; jj mm aaaa; dans; est; avec; que; données; fiche; son; sa; ses; euros; ht; ttc;
    infos contact; informations contact`,
  custom: `
    secrétaire; deuxième prénom; second prénom; suffixe; surnom; sexe; genre; situation familiale;
    situation matrimoniale; état civil; conjoint; conjointe; enfants; nombre d enfants; nationalité; loisirs;
    diplôme; initiales; assistant; nom de l assistant; assistante; supérieur; manager; code naf; naf; code ape; ape;
    siret; n° siret; siren; n° siren; numéro siret; numéro siren; tva; n° tva; numéro de tva;
    tva intracommunautaire; n° tva intracommunautaire; numéro tva; rcs; forme juridique; capital; capital social;
    iban; bic; rib; banque; conditions de paiement; mode de paiement; mode de règlement; conditions de règlement;
    délai de paiement; remise; tarif; encours; type de compte; type de client; type de contact; type d entreprise;
    type de société; type client; catégorie client; notation; évaluation; score; année de création;
    date de création de l entreprise; année de fondation; effectif consolidé; boîte postale; bp; cedex;
    numéro de rue; numéro de voie; type de voie; quartier; lieu dit; zone; zone géographique; territoire;
    secteur géographique; téléavertisseur; poste tel; extension; skype; facebook; twitter; instagram; viadeo;
    concurrent; concurrents; relance; date de relance; prochaine relance; date de prochaine relance; pondéré;
    montant pondéré; valeur pondérée; quantité; prix unitaire; marge; coût; campagne; contrat; date de contrat;
    fin de contrat; début de contrat; numéro de contrat; numéro de facture; numéro de devis; devis; commande;
    numéro de commande; cotisation; adhésion; licence; numéro d adhérent; numéro de licence; niveau; âge;
    lieu de naissance; profession des parents; responsable légal; site de; agence; fournisseur; n° client;
    numéro client; réf client; référence client; référence; réf; parrain; recommandé par; parrainé par;
    intérêts; centres d intérêt; équipe; club; catégorie d âge; certificat médical; paiement; payé; montant payé;
    don; dons; date du don; reçu fiscal; préférence de contact; disponibilité; type de bien; bien; surface;
    nom d utilisateur; identifiant de connexion; nom utilisateur;
    intéressé par`,
  ignore: `
    créé par; créée par; créateur; modifié par; modifiée par; mis à jour par; dernière activité; dernier contact;
    date du dernier contact; dernier appel; dernière visite; prochaine activité; prochain rendez vous;
    nombre de contacts; nombre d activités; supprimé; archivé; latitude; longitude; photo; image; logo; visible par;
    type d email; type de téléphone; dernier email; dernière connexion; date de dernière activité;
    date de la dernière activité; ajouté par; saisi par; importé le; mot de passe; rappel; avatar; coordonnées gps;
    dernière interaction; auteur`,
};
