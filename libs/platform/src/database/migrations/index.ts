import type { MigrationInterface } from 'typeorm';
import { Access1764000000001 } from './0001-access.js';
import { Residents1764000000002 } from './0002-residents.js';
import { Medications1764000000003 } from './0003-medications.js';
import { Prescriptions1764000000004 } from './0004-prescriptions.js';
import { Activities1764000000005 } from './0005-activities.js';
import { Wellness1764000000006 } from './0006-wellness.js';
import { Audit1764000000007 } from './0007-audit.js';
import { ApiKeys1764000000008 } from './0008-api-keys.js';
import { SingleSignOn1764000000009 } from './0009-single-sign-on.js';
import { KeptAnswers1764000000010 } from './0010-kept-answers.js';
import { Stays1764000000011 } from './0011-stays.js';
import { Timeline1764000000012 } from './0012-timeline.js';
import { Departures1764000000013 } from './0013-departures.js';
import { Reconciliations1764000000014 } from './0014-reconciliations.js';
import { Contacts1764000000015 } from './0015-contacts.js';
import { Catalogue1764000000016 } from './0016-catalogue.js';
import { Stock1764000000017 } from './0017-stock.js';
import { AccountsByMedicine1764000000018 } from './0018-accounts-by-medicine.js';
import { RulesOfDoses1764000000019 } from './0019-rules-of-doses.js';
import { AwaitedResponses1764000000020 } from './0020-awaited-responses.js';
import { WrongRecords1764000000021 } from './0021-wrong-records.js';
import { OutcomesBySlot1764000000022 } from './0022-outcomes-by-slot.js';
import { EarlierForms1764000000023 } from './0023-earlier-forms.js';
import { WhoItFits1764000000024 } from './0024-who-it-fits.js';
import { CalendarLinks1764000000025 } from './0025-calendar-links.js';
import { Participation1764000000026 } from './0026-participation.js';
import { Instruments1764000000027 } from './0027-instruments.js';
import { Alerts1764000000028 } from './0028-alerts.js';
import { CorrectedFacts1764000000029 } from './0029-corrected-facts.js';
import { Readings1764000000030 } from './0030-readings.js';
import { ResolvedAlerts1764000000032 } from './0032-resolved-alerts.js';
import { Leases1764000000033 } from './0033-leases.js';
import { AppendAtCommit1764000000034 } from './0034-append-at-commit.js';

/** Every migration, in order. A new one goes to the end; one that has landed is never changed. */
export const migrations: readonly (new () => MigrationInterface)[] = [
  Access1764000000001,
  Residents1764000000002,
  Medications1764000000003,
  Prescriptions1764000000004,
  Activities1764000000005,
  Wellness1764000000006,
  Audit1764000000007,
  ApiKeys1764000000008,
  SingleSignOn1764000000009,
  KeptAnswers1764000000010,
  Stays1764000000011,
  Timeline1764000000012,
  Departures1764000000013,
  Reconciliations1764000000014,
  Contacts1764000000015,
  Catalogue1764000000016,
  Stock1764000000017,
  AccountsByMedicine1764000000018,
  RulesOfDoses1764000000019,
  AwaitedResponses1764000000020,
  WrongRecords1764000000021,
  OutcomesBySlot1764000000022,
  EarlierForms1764000000023,
  WhoItFits1764000000024,
  CalendarLinks1764000000025,
  Participation1764000000026,
  Instruments1764000000027,
  Alerts1764000000028,
  CorrectedFacts1764000000029,
  Readings1764000000030,
  ResolvedAlerts1764000000032,
  Leases1764000000033,
  AppendAtCommit1764000000034,
];
