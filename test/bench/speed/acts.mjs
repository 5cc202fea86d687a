import { KINDS, MAKERS, SUBSTANCES } from '../catalogue.mjs';
import { day, timesOf } from '../doses.mjs';

const JSON_BODY = { 'content-type': 'application/json' };
const FAMILIES = ['Ortega Núñez', 'García', 'Álvarez Peña', 'Ibarra', 'Zubiri', 'Ferrer Sanz', 'Muñoz', 'Lozano'];
const GIVEN = ['Carmen', 'José Luis', 'Begoña', 'Antonio', 'Íñigo', 'Pilar', 'Ángel'];

/** Reads of these addresses, in turn. */
function reads(headers, addresses) {
  return addresses.map((address) => ({ method: 'GET', path: `/api/v1/${address}`, headers }));
}

/** Writes that are each another one. */
function writes(headers, next) {
  let number = 0;
  return [
    {
      method: 'POST',
      headers: { ...JSON_BODY, ...headers },
      setupRequest: (request) => {
        number += 1;
        const { path, body, key } = next(number);
        request.path = `/api/v1/${path}`;
        request.body = JSON.stringify(body);
        if (key !== undefined) request.headers['idempotency-key'] = key;
        return request;
      },
    },
  ];
}

function newResident(number) {
  const familyName = FAMILIES[number % FAMILIES.length];
  const person = { givenName: GIVEN[number % GIVEN.length], familyName, birthDate: '1938-04-17', sex: 'female' };
  return { path: 'residents', body: { ...person, identifiers: [{ system: 'urn:bench', value: `B${number}` }] } };
}

function newObservation(residentIds, begin) {
  return (number) => {
    const takenAt = new Date(begin + number * 10).toISOString();
    const body = { type: 'heart-rate', value: 60 + (number % 40), takenAt };
    return { path: `residents/${residentIds[number % residentIds.length]}/observations`, body };
  };
}

/** Doses of all prescriptions by schedule, of one slot after the other, more than a year back and up to the day before yesterday. */
function newAdministration(prescriptions) {
  const scheduled = prescriptions.filter(({ index }) => index < 9);
  return (number) => {
    const { id, index } = scheduled[number % scheduled.length];
    const slot = Math.floor(number / scheduled.length);
    const times = timesOf(index);
    const date = day(370 - Math.floor(slot / 2));
    const scheduledFor = `${date}T${times[slot % 2]}:00.000Z`;
    const body = { scheduledFor, outcome: 'given', administeredAt: scheduledFor.replace(':00.000Z', ':30.000Z') };
    return { path: `prescriptions/${id}/administrations`, body, key: `dose-${number}` };
  };
}

/**
 * What is measured, in the order in which it is: reads before the writes that add to what they read. `floor`: the floor has
 * it too. `alone`: what one who asks waits for is measured beside what many do. Each makes the requests for one server, from
 * a home, anew.
 */
export const ACTS = {
  read: {
    title: 'read one resident',
    floor: true,
    requests: ({ headers, residentIds }) =>
      reads(
        headers,
        residentIds.map((id) => `residents/${id}`),
      ),
  },
  list: { title: 'list 50 residents', floor: true, requests: ({ headers }) => reads(headers, ['residents?limit=50']) },
  newest: {
    title: 'the 50 newest observations of one resident',
    floor: true,
    requests: ({ headers, residentIds }) =>
      reads(
        headers,
        residentIds.map((id) => `residents/${id}/observations?type=heart-rate&limit=50`),
      ),
  },
  create: {
    title: 'create a resident',
    floor: true,
    writes: true,
    requests: ({ headers }) => writes(headers, newResident),
  },
  observe: {
    title: 'record an observation',
    floor: true,
    writes: true,
    requests: ({ headers, residentIds }) => writes(headers, newObservation(residentIds, Date.now() - 3_600_000)),
  },
  administer: {
    title: 'record an administration',
    floor: true,
    writes: true,
    requests: ({ headers, prescriptions }) => writes(headers, newAdministration(prescriptions)),
  },
  round: {
    title: 'the 08:00 round of the home',
    alone: true,
    requests: ({ headers }) => reads(headers, [`medication-rounds?from=${day(1)}T07:30:00Z&to=${day(1)}T08:30:00Z`]),
  },
  mar: {
    title: "a month's MAR of one resident",
    alone: true,
    requests: ({ headers, residentIds }) =>
      reads(
        headers,
        residentIds.map((id) => `residents/${id}/mar?from=${day(31)}&to=${day(1)}`),
      ),
  },
  search: {
    title: 'search of the catalogue',
    alone: true,
    requests: ({ headers, substances }) =>
      reads(
        headers,
        SUBSTANCES.slice(0, substances).flatMap((substance, index) =>
          Object.values(KINDS).map((query) => {
            const asked = new URLSearchParams({ limit: '50', ...query(substance, MAKERS[index % MAKERS.length]) });
            return `medications?${asked}`;
          }),
        ),
      ),
  },
};
