/** Given names in use among people born in Spain from 1928 to 1950, with the short form that some go by. */
export const WOMEN: readonly (readonly [givenName: string, shortForm?: string])[] = [
  ['María del Carmen', 'Carmen'],
  ['Josefa', 'Pepita'],
  ['Dolores', 'Lola'],
  ['Francisca', 'Paquita'],
  ['Isabel'],
  ['Antonia', 'Toñi'],
  ['Pilar'],
  ['Mercedes', 'Merche'],
  ['Rosario', 'Charo'],
  ['Teresa'],
  ['Concepción', 'Concha'],
  ['Encarnación', 'Encarna'],
  ['Ángeles'],
  ['Juana'],
  ['Manuela', 'Manoli'],
  ['Luisa'],
  ['Rosa'],
  ['Amparo'],
  ['Consuelo', 'Chelo'],
  ['Victoria'],
  ['Milagros', 'Mila'],
  ['Remedios', 'Reme'],
  ['Catalina'],
  ['Begoña'],
  ['Núria'],
  ['Montserrat', 'Montse'],
  ['Itziar'],
  ['Carme'],
];

export const MEN: readonly (readonly [givenName: string, shortForm?: string])[] = [
  ['José', 'Pepe'],
  ['Antonio'],
  ['Manuel', 'Manolo'],
  ['Francisco', 'Paco'],
  ['Juan'],
  ['José Luis'],
  ['Ángel'],
  ['Miguel'],
  ['Rafael', 'Rafa'],
  ['Ramón', 'Moncho'],
  ['Vicente'],
  ['Enrique', 'Quique'],
  ['Joaquín'],
  ['Eusebio'],
  ['Íñigo'],
  ['Andrés'],
];

/** A person has two: the first of either parent. */
export const SURNAMES: readonly string[] = [
  'Aguirre',
  'Alonso',
  'Álvarez',
  'Benítez',
  'Blanco',
  'Bosch',
  'Cabrera',
  'Calvo',
  'Castro',
  'Delgado',
  'Díaz',
  'Domínguez',
  'Echeverría',
  'Fernández',
  'Ferrer',
  'Fuentes',
  'Gallego',
  'García',
  'Gil',
  'Gómez',
  'González',
  'Gutiérrez',
  'Hernández',
  'Herrero',
  'Ibáñez',
  'Iglesias',
  'Jiménez',
  'Lozano',
  'Marín',
  'Márquez',
  'Martínez',
  'Méndez',
  'Molina',
  'Moreno',
  'Muñoz',
  'Navarro',
  'Núñez',
  'Ortega',
  'Pascual',
  'Peña',
  'Prieto',
  'Puig',
  'Ramírez',
  'Romero',
  'Rubio',
  'Sáez',
  'Sánchez',
  'Santana',
  'Serrano',
  'Suárez',
  'Torres',
  'Vázquez',
  'Vidal',
  'Yáñez',
  'Zabala',
];

/** What a person doesn't tolerate; `avoid` are the ATC groups that it forbids, the first of them the one recorded. */
export interface DemoAllergy {
  readonly substance: string;
  readonly avoid: readonly string[];
  readonly type: 'allergy' | 'intolerance';
  readonly criticality: 'low' | 'high';
  readonly reaction: string;
}

export const ALLERGIES: readonly DemoAllergy[] = [
  { substance: 'penicillins', avoid: ['J01C', 'J01D'], type: 'allergy', criticality: 'high', reaction: 'anaphylaxis' },
  { substance: 'amoxicillin', avoid: ['J01CA04', 'J01C'], type: 'allergy', criticality: 'high', reaction: 'urticaria' },
  { substance: 'metamizole', avoid: ['N02BB02'], type: 'allergy', criticality: 'high', reaction: 'agranulocytosis' },
  {
    substance: 'acetylsalicylic acid',
    avoid: ['B01AC06', 'M02AA'],
    type: 'allergy',
    criticality: 'high',
    reaction: 'bronchospasm',
  },
  { substance: 'sulfonamides', avoid: ['J01E'], type: 'allergy', criticality: 'high', reaction: 'rash' },
  { substance: 'ACE inhibitors', avoid: ['C09A'], type: 'intolerance', criticality: 'low', reaction: 'cough' },
  { substance: 'statins', avoid: ['C10AA'], type: 'intolerance', criticality: 'low', reaction: 'muscle pain' },
  { substance: 'tramadol', avoid: ['N02AX02'], type: 'intolerance', criticality: 'low', reaction: 'vomiting' },
  { substance: 'codeine', avoid: ['R05DA04', 'N02AA'], type: 'intolerance', criticality: 'low', reaction: 'confusion' },
  { substance: 'latex', avoid: [], type: 'allergy', criticality: 'low', reaction: 'contact dermatitis' },
  { substance: 'nuts', avoid: [], type: 'allergy', criticality: 'high', reaction: 'swelling of the lips' },
  { substance: 'lactose', avoid: [], type: 'intolerance', criticality: 'low', reaction: 'diarrhoea' },
];

export interface DemoStaff {
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly ('manager' | 'prescriber' | 'nurse' | 'carer' | 'coordinator' | 'auditor')[];
}

/** Those who work in the home, beside the administrator whom the first start creates. */
export const STAFF: readonly DemoStaff[] = [
  { username: 'elena.ruiz', displayName: 'Elena Ruiz Campos', roles: ['manager'] },
  { username: 'javier.ortiz', displayName: 'Dr Javier Ortiz Lara', roles: ['prescriber'] },
  { username: 'marta.vega', displayName: 'Dr Marta Vega Soler', roles: ['prescriber'] },
  { username: 'lucia.crespo', displayName: 'Lucía Crespo Nieto', roles: ['nurse'] },
  { username: 'pablo.arias', displayName: 'Pablo Arias Mora', roles: ['nurse'] },
  { username: 'sara.leon', displayName: 'Sara León Pardo', roles: ['nurse'] },
  { username: 'david.rey', displayName: 'David Rey Casado', roles: ['nurse'] },
  { username: 'ana.bravo', displayName: 'Ana Bravo Gallardo', roles: ['carer'] },
  { username: 'youssef.amrani', displayName: 'Youssef Amrani', roles: ['carer'] },
  { username: 'carla.montes', displayName: 'Carla Montes Rivas', roles: ['carer'] },
  { username: 'ioana.popescu', displayName: 'Ioana Popescu', roles: ['carer'] },
  { username: 'diego.cano', displayName: 'Diego Cano Esteban', roles: ['carer'] },
  { username: 'nerea.salas', displayName: 'Nerea Salas Otero', roles: ['coordinator'] },
  { username: 'tomas.reig', displayName: 'Tomás Reig Bernal', roles: ['auditor'] },
];
