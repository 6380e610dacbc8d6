/**
 * The words by which German, French, Spanish, Portuguese, Italian and Dutch notes say what a value is, folded. Not
 * a translation: facts are read as far as labels, places, dates, quantities and names of services go.
 */

import type { FactField } from './fact.ts';

/** What the fields are called, for `Label: value`. */
export const FOREIGN_LABELS: Readonly<Partial<Record<FactField, string>>> = {
  customerName:
    'kundin|neuer kunde|neukunde|endkunde|firma|unternehmen|nouveau client|nouvelle cliente|nom du client|client final|societe|entreprise|cliente|nuevo cliente|cliente nuevo|nombre del cliente|cliente final|empresa|compania|novo cliente|nome do cliente|nuovo cliente|nome cliente|azienda|societa|klant|nieuwe klant|klantnaam|eindklant|bedrijf',
  description:
    'vorhaben|wunsch|umfang|aufgabe|beschreibung des projekts|projet|perimetre|description du projet|demande|proyecto|descripcion|alcance|necesidad|solicitud|projeto|descricao|escopo|necessidade|progetto|descrizione|ambito|esigenza|richiesta|omschrijving|beschrijving|wens|behoefte|opdracht',
  targetCloseDate:
    'unterschrift|unterzeichnung|vertragsabschluss|vertragsunterschrift|abschlussdatum|abschluss geplant|zieldatum|cloture|date de cloture|signature prevue|signature prevue le|signature|date de signature|echeance|cierre|fecha de cierre|cierre previsto|firma prevista|fecha de firma|fecha|fechamento|data de fechamento|fechamento previsto|assinatura|assinatura prevista|data|chiusura|data di chiusura|chiusura prevista|data firma|afsluiting|afsluitdatum|sluitingsdatum|ondertekening|handtekening|datum',
  country:
    'ort|standort|sitz|stadt|lieu|pays|ville|siege|pais|ciudad|ubicacion|sede|cidade|local|localizacao|paese|citta|luogo|plaats|vestiging|stad',
  industry: 'secteur|industria|setor|settore|sectie',
  customerSegment: 'grosse|taille|tamano|tamanho|dimensione|omvang',
  partnerName: 'partenaire|socio|parceiro',
  expectedAnnualUsd: 'wert|montant|importe|valor|valore|waarde|bedrag',
};

/** Sentences that name the customer: `El cliente es Acme`, `unser Kunde ist Acme`. */
export const FOREIGN_CUSTOMER_CUES: readonly string[] = [
  'cliente es',
  'cliente se llama',
  'client est',
  'client s appelle',
  'cliente e',
  'cliente se chama',
  'cliente si chiama',
  'kunde ist',
  'kunde heisst',
  'klant is',
  'klant heet',
];

/** Verbs of wishing, whose subject is the customer. */
export const FOREIGN_WANTS: readonly string[] =
  'mochte mochten wollen braucht brauchen benotigt benotigen plant veut veulent souhaite souhaitent cherche cherchent voudrait voudraient quiere quieren necesita necesitan desea desean busca buscan quer querem precisa precisam deseja desejam pretende vuole vogliono desidera cerca wil willen zoekt zoeken'.split(
    ' ',
  );

/** Words that make a date the day of the close. */
export const FOREIGN_CLOSES: readonly string[] =
  'unterschrift vertragsunterschrift vertragsunterzeichnung auftragserteilung unterzeichnung unterzeichnen unterschreiben unterschreibt unterschrieben vertragsabschluss abgeschlossen abschliessen cloture signer signent signe signee cierre cierra cierran cerrar cerramos firma firman firmar firmamos firmara fechamento fecha fecham fechar fechamos assinatura assina assinam assinar chiusura chiude chiudono chiudere chiudiamo firmano firmare firmiamo tekenen tekent tekening ondertekening ondertekenen handtekening getekend sluiten sluit afsluiting'.split(
    ' ',
  );

/** Small words between such a word and its date, and verbs of expecting beside it. */
export const FOREIGN_DATE_LEADS: readonly string[] =
  'am im bis zum bis ist geplant geplante voraussichtlich erwartet soll wird der den le la prevue prevu pour fin debut est el para previsto prevista esta en se de o em ate no na dia il lo per entro prevista e op rond uiterlijk voor gepland verwacht het'.split(
    ' ',
  );
