import { describe, expect, it } from 'vitest';
import { otherLanguage } from './language.ts';
import { tokenize } from './tokens.ts';

describe('otherLanguage', () => {
  it.for([
    ['Der Kunde möchte seine Datenbanken in die Cloud bringen und die Verträge im März schließen', 'German'],
    [
      'Notre client souhaite migrer ses bases de données vers le cloud avec une équipe dans la région',
      'French',
    ],
    ['El cliente quiere mover sus bases de datos a la nube y cerrar el contrato en marzo', 'Spanish'],
    ['Il cliente vuole portare i dati nel cloud entro la fine del mese per una nuova piattaforma', 'Italian'],
    [
      'O cliente quer migrar os bancos de dados para a nuvem e assinar o contrato no fim do ano',
      'Portuguese',
    ],
  ])('tells %j to be %s', ([text = '', language]) => {
    expect(otherLanguage(tokenize(text))).toBe(language);
  });

  it.for([
    'Banco de la Plata in Argentina wants a data lake, closing in March',
    'Kunde: Falkenberg Maschinenbau GmbH, Land: Deutschland, Abschluss: 30.06.2027, MES auf AWS',
    'We talk with Ville de Paris et Associés about a data lake for the schools of the city',
    'S3',
    '',
  ])('takes %j for English', (text) => {
    expect(otherLanguage(tokenize(text))).toBeNull();
  });
});
